package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that were cut by their budget, on both dialects of Azure OpenAI. Numbers name the oracle cases of Amplifier. */
class ContinuedModelTest {
    private static final ChatRequest TALE =
            ChatRequest.builder("").user("Tell a tale").maxOutputTokens(8).build();

    private final ScriptedHost host = new ScriptedHost();
    private final Parlance door =
            ScriptedHost.door(host.asAzure()).continuations(3).open();
    /** Served by Responses alone. */
    private final ChatModel responses = door.model("azure-openai/gpt-5-codex");

    private final ChatModel chat = door.model("azure-openai/gpt-4o");

    @AfterEach
    void closeAll() {
        door.close();
        host.close();
    }

    private static String response(String id, String ending, String output, int in, int out) {
        return "{\"id\":\"" + id + "\",\"object\":\"response\",\"model\":\"gpt-5-codex\"," + ending + ",\"output\":["
                + output + "],\"usage\":{\"input_tokens\":" + in + ",\"output_tokens\":" + out + ",\"total_tokens\":"
                + (in + out) + "}}";
    }

    private static String incomplete(String reason) {
        return "\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"" + reason + "\"}";
    }

    private static String message(String text) {
        return "{\"type\":\"message\",\"id\":\"msg_1\",\"role\":\"assistant\",\"status\":\"incomplete\",\"content\":"
                + "[{\"type\":\"output_text\",\"text\":\"" + text + "\",\"annotations\":[]}]}";
    }

    private static String choice(String text, String reason) {
        return "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + text
                + "\"},\"finish_reason\":\"" + reason
                + "\"}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":8,\"total_tokens\":13}}";
    }

    @Test
    void amplifier_24_an_answer_that_was_cut_is_asked_on_with_its_text_and_usage_is_summed() {
        host.answers(200, response("resp_1", incomplete("max_output_tokens"), message("Once upon "), 5, 8))
                .answers(
                        200,
                        response(
                                "resp_2",
                                "\"status\":\"completed\"",
                                message("a time.")
                                        + ",{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"call_1\",\"name\":\"f\",\"arguments\":\"{}\"}",
                                9,
                                4));

        ChatResponse answer = responses.generate(TALE);

        assertThat(answer.text()).isEqualTo("Once upon a time.");
        assertThat(answer.id()).isEqualTo("resp_1");
        assertThat(answer.stop()).isEqualTo(new StopReason(StopReason.Kind.TOOL_CALLS, "completed"));
        assertThat(answer.toolCalls()).extracting(Content.ToolCall::id).containsExactly("call_1");
        Usage usage = Objects.requireNonNull(answer.usage());
        assertThat(usage.input()).isEqualTo(14);
        assertThat(usage.output()).isEqualTo(12);
        assertThat(host.asked()).hasSize(2);
        ScriptedHost.Asked second = host.asked().getLast();
        assertThat(second.target()).isEqualTo("/openai/v1/responses");
        assertThat(second.member("previous_response_id")).isEqualTo("absent");
        assertThat(second.member("max_output_tokens")).isEqualTo("8");
        assertThat(second.body().elements("input")).hasSize(2);
        assertThat(Json.text(second.body().elements("input").get(1)))
                .contains("\"role\":\"assistant\"")
                .contains("Once upon ");
    }

    @Test
    void amplifier_24_a_filter_is_the_end() {
        host.answers(200, response("resp_1", incomplete("content_filter"), message("Once upon "), 5, 8));

        ChatResponse answer = responses.generate(TALE);

        assertThat(answer.text()).isEqualTo("Once upon ");
        assertThat(Objects.requireNonNull(answer.stop()).kind()).isEqualTo(StopReason.Kind.CONTENT_FILTER);
        assertThat(host.asked()).hasSize(1);
    }

    @Test
    void amplifier_24_chat_completions_are_asked_on_too_up_to_the_limit() {
        for (String text : new String[] {"a ", "b ", "c ", "d "}) {
            host.answers(200, choice(text, "length"));
        }

        ChatResponse answer = chat.generate(TALE);

        assertThat(answer.text()).isEqualTo("a b c d ");
        assertThat(Objects.requireNonNull(answer.stop()).kind()).isEqualTo(StopReason.Kind.LENGTH);
        assertThat(Objects.requireNonNull(answer.usage()).output()).isEqualTo(32);
        assertThat(host.asked()).hasSize(4);
        assertThat(Json.text(host.asked().getLast().body().elements("messages").getLast()))
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"a b c \"}");
    }

    @Test
    void what_was_adjusted_in_any_of_the_requests_is_told_once() {
        host.answers(200, choice("Once upon ", "length")).answers(200, choice("a time.", "stop"));
        ChatRequest large = ChatRequest.builder("")
                .user("Tell a tale")
                .temperature(0.2)
                .maxOutputTokens(1_000_000)
                .build();
        try (Parlance kimi = ScriptedHost.door(
                        Map.of("AZURE_FOUNDRY_BASE_URL", host.url() + "/openai/v1", "AZURE_FOUNDRY_API_KEY", "key"))
                .continuations(1)
                .open()) {
            ChatResponse answer = kimi.model("azure-foundry/Kimi-K2.6").generate(large);

            assertThat(answer.text()).isEqualTo("Once upon a time.");
            assertThat(answer.adjustments())
                    .extracting(Adjustment::parameter)
                    .containsExactlyInAnyOrder("temperature", "max-output-tokens", "max-output-tokens");
            assertThat(answer.adjustments())
                    .filteredOn(adjustment -> adjustment.kind() == Adjustment.Kind.CLAMPED)
                    .extracting(adjustment -> String.valueOf(adjustment.sent()))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void the_filter_results_of_all_parts_stay_with_the_answer() {
        String filtered = ",\"content_filter_results\":{\"hate\":{\"filtered\":false,\"severity\":\"";
        host.answers(200, choice("a ", "length\"" + filtered + "safe\"}},\"x\":\""))
                .answers(200, choice("b", "stop\"" + filtered + "low\"}},\"x\":\""));

        ChatResponse answer = chat.generate(TALE);

        assertThat(answer.opaque())
                .filteredOn(received -> received.name().equals("content_filter_results"))
                .extracting(received -> received.json().text())
                .satisfiesExactly(
                        first -> assertThat(first).contains("safe"),
                        rest -> assertThat(rest).contains("low"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | {\"error\":{\"code\":\"429\",\"message\":\"Rate limit is exceeded.\"}}",
                "200 | {\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"\"},\"finish_reason\":\"stop\"}]}",
            })
    void what_was_paid_for_is_not_lost_when_nothing_more_comes(int status, String rest) {
        host.answers(200, choice("half", "length")).answers(status, rest);

        ChatResponse answer = chat.generate(TALE);

        assertThat(answer.text()).isEqualTo("half");
        assertThat(Objects.requireNonNull(answer.stop()).kind()).isEqualTo(StopReason.Kind.LENGTH);
        assertThat(host.asked()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"content\":\"x\",\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":\"}}]} | length",
                "{\"content\":\"x\"} | stop",
            })
    void there_is_nothing_to_go_on_from_after_a_cut_call_or_a_whole_answer(String message, String reason) {
        host.answers(
                200,
                "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":" + message + ",\"finish_reason\":\"" + reason
                        + "\"}]}");

        assertThat(chat.generate(TALE).text()).isEqualTo("x");
        assertThat(host.asked()).hasSize(1);
    }

    @Test
    void the_first_request_fails_as_ever() {
        host.answers(401, "{\"error\":{\"code\":\"401\",\"message\":\"Access denied\"}}");

        assertThatThrownBy(() -> chat.generate(TALE)).isInstanceOf(ParlanceException.Unauthenticated.class);
        assertThat(host.asked()).hasSize(1);
    }

    @Test
    void without_the_setting_and_for_streams_nothing_is_asked_on() {
        host.answers(200, choice("half", "length"))
                .streams(
                        "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"half\"},\"finish_reason\":\"length\"}]}",
                        "[DONE]");
        try (Parlance plain = ScriptedHost.door(host.asAzure()).open()) {
            assertThat(plain.model("azure-openai/gpt-4o").generate(TALE).text()).isEqualTo("half");
        }
        try (ChatStream stream = chat.stream(TALE)) {
            assertThat(stream.response().text()).isEqualTo("half");
        }
        assertThat(host.asked()).hasSize(2);
    }
}
