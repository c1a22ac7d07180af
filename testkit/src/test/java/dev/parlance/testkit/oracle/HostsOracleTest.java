package dev.parlance.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.Retry;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.RawJson;
import dev.parlance.testkit.Decoding;
import dev.parlance.testkit.Sent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** open-multi-agent: the cases of Copilot, xAI, MiniMax, Groq and LM Studio. */
class HostsOracleTest {
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
    private static final String TOOLS =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}}]";

    @ParameterizedTest
    @ValueSource(strings = {"azure-openai", "github-copilot"})
    void open_multi_agent_3_sampling_of_local_servers_goes_to_neither_and_that_is_told(String host) {
        Sent sent = Sent.to(host, "gpt-4o", "{" + HI + ",\"top_k\":40,\"min_p\":0.05}");

        assertThat(sent.member("top_k")).isEqualTo("absent");
        assertThat(sent.member("min_p")).isEqualTo("absent");
        assertThat(sent.adjusted()).contains("top-k=dropped", "min-p=dropped");
    }

    @ParameterizedTest
    @CsvSource({
        "azure-openai, gpt-5, \"high\", thinking=mapped",
        "github-copilot, gpt-5.4, \"xhigh\", thinking=mapped",
        "github-copilot, gpt-4o, absent, thinking=dropped",
    })
    void open_multi_agent_12_the_greatest_effort_becomes_one_that_the_model_takes(
            String host, String model, String sentEffort, String adjusted) {
        Sent sent = Sent.to(host, model, "{" + HI + ",\"reasoning_effort\":\"max\"}");

        assertThat(sent.member("reasoning_effort")).isEqualTo(sentEffort);
        assertThat(sent.adjusted()).containsExactly(adjusted);
    }

    @Test
    void open_multi_agent_13_copilot_gets_what_is_known_to_be_taken_and_nothing_else() {
        Sent sent = Sent.to(
                "github-copilot",
                "gpt-4o",
                "{" + HI + "," + TOOLS
                        + ",\"temperature\":0.5,\"max_tokens\":2000,\"top_p\":0.9,\"top_k\":40,\"min_p\":0.05,\"frequency_penalty\":0.5,"
                        + "\"presence_penalty\":0.5,\"parallel_tool_calls\":false,\"logit_bias\":{\"5\":1},\"made_up\":1}");

        assertThat(sent.body().members().keySet())
                .containsExactlyInAnyOrder("model", "messages", "tools", "temperature", "max_tokens");
        assertThat(sent.member("temperature")).isEqualTo("0.5");
        assertThat(sent.member("max_tokens")).isEqualTo("2000");
        assertThat(sent.adjusted())
                .containsExactlyInAnyOrder(
                        "top-p=dropped",
                        "top-k=dropped",
                        "min-p=dropped",
                        "frequency-penalty=dropped",
                        "presence-penalty=dropped",
                        "parallel-tool-calls=dropped",
                        "logit-bias=dropped",
                        "extra-body=dropped");
    }

    @Test
    void open_multi_agent_19_grok_gets_no_penalty_not_even_zero_and_no_stop() {
        Sent sent = Sent.to(
                "xai", "grok-4.6", "{" + HI + ",\"presence_penalty\":0,\"frequency_penalty\":0,\"stop\":[\"x\"]}");

        assertThat(sent.body().members().keySet()).doesNotContain("presence_penalty", "frequency_penalty", "stop");
        assertThat(sent.adjusted()).contains("stop=dropped");
    }

    @Test
    void open_multi_agent_20_an_effort_goes_only_to_groks_that_take_one() {
        Sent refusing = Sent.to("xai", "grok-4.20-reasoning", "{" + HI + ",\"reasoning_effort\":\"low\"}");
        assertThat(refusing.member("reasoning_effort")).isEqualTo("absent");
        assertThat(refusing.adjusted()).containsExactly("thinking=dropped");

        Sent taking = Sent.to("xai", "grok-4.3", "{" + HI + ",\"reasoning_effort\":\"medium\"}");
        assertThat(taking.member("reasoning_effort")).isEqualTo("\"medium\"");
        assertThat(taking.adjustments()).isEmpty();
    }

    @Test
    void open_multi_agent_21_the_output_of_grok_includes_its_reasoning_though_its_own_count_does_not() {
        ChatResponse answer = answer(
                "xai",
                "grok-3-mini",
                200,
                "{\"id\":\"x\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}],\"usage\":"
                        + "{\"prompt_tokens\":291,\"completion_tokens\":26,\"total_tokens\":513,\"prompt_tokens_details\":"
                        + "{\"text_tokens\":291,\"cached_tokens\":290},\"completion_tokens_details\":{\"reasoning_tokens\":196}}}");

        Usage usage = Objects.requireNonNull(answer.usage());
        assertThat(usage.input()).isEqualTo(291);
        assertThat(usage.inputCacheRead()).isEqualTo(290);
        assertThat(usage.output()).isEqualTo(222);
        assertThat(usage.outputReasoning()).isEqualTo(196);
    }

    @Test
    void open_multi_agent_further_minimax_never_gets_a_temperature_of_zero() {
        Sent sent = Sent.to("minimax", "MiniMax-M2.5", "{" + HI + ",\"temperature\":0}");

        assertThat(sent.member("temperature")).isNotEqualTo("0");
        assertThat(sent.adjusted()).containsAnyOf("temperature=clamped", "temperature=dropped");
    }

    @Test
    void open_multi_agent_further_minimax_gives_its_thinking_apart_and_gets_it_back_as_it_was() {
        String details =
                "[{\"type\":\"reasoning.text\",\"id\":\"r-1\",\"format\":\"MiniMax-response-v1\",\"index\":0,\"text\":\"Let me see.\"}]";
        ChatResponse first = answer(
                "minimax",
                "MiniMax-M2.5",
                200,
                "{\"id\":\"x\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hi.\",\"reasoning_details\":"
                        + details + "},\"finish_reason\":\"stop\"}]}");
        Sent sent = Sent.to(
                "minimax",
                ChatRequest.builder("MiniMax-M2.5")
                        .user("hi")
                        .message(own(first, "minimax"))
                        .user("more")
                        .build());

        assertThat(sent.member("reasoning_split")).isEqualTo("true");
        assertThat(Json.text(Objects.requireNonNull(sent.message(1).get("reasoning_details"))))
                .isEqualTo(details);
        assertThat(sent.message(1).text("content")).isEqualTo("Hi.");
    }

    @Test
    void open_multi_agent_further_a_balance_that_is_used_up_is_an_error_even_within_a_success() {
        ChatResponse answer = answer(
                "minimax",
                "MiniMax-M2.5",
                200,
                "{\"id\":\"x\",\"choices\":null,\"base_resp\":{\"status_code\":1008,\"status_msg\":\"insufficient balance\"}}");

        assertThat(Objects.requireNonNull(answer.error()).kind()).isEqualTo(ErrorKind.QUOTA_EXHAUSTED);
        assertThat(Retry.canHelp(answer.error().kind())).isFalse();
    }

    @Test
    void open_multi_agent_further_copilots_opaque_reasoning_goes_back_beside_the_calls() {
        ChatResponse first = Decoding.fold(Decoding.events(
                ("data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"reasoning_text\":\"hm\"}}]}\n\n"
                                + "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"finish_reason\":\"tool_calls\",\"delta\":{\"reasoning_opaque\":\"sealed\","
                                + "\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}}]}}]}\n\n"
                                + "data: [DONE]\n\n")
                        .getBytes(StandardCharsets.UTF_8),
                ResponseHead.OK,
                Catalog.bundled().resolve("github-copilot", "gemini-3.1-pro-preview"),
                () -> 9));
        Sent sent = Sent.to(
                "github-copilot",
                ChatRequest.builder("gemini-3.1-pro-preview")
                        .user("weather?")
                        .message(own(first, "github-copilot"))
                        .message(Message.toolResult("call_1", "sunny"))
                        .build());

        assertThat(sent.message(1).text("reasoning_text")).isEqualTo("hm");
        assertThat(sent.message(1).text("reasoning_opaque")).isEqualTo("sealed");
        assertThat(sent.message(1).elements("tool_calls")).hasSize(1);
    }

    @Test
    void open_multi_agent_further_groq_gets_no_logit_bias_and_says_so() {
        Sent sent = Sent.to("groq", "openai/gpt-oss-120b", "{" + HI + ",\"logit_bias\":{\"5\":1}}");

        assertThat(sent.member("logit_bias")).isEqualTo("absent");
        assertThat(sent.adjusted()).contains("logit-bias=dropped");
    }

    @Test
    void open_multi_agent_further_lm_studio_is_not_asked_for_what_it_refuses() {
        Sent sent = Sent.to("lm-studio", "local", "{" + HI + ",\"response_format\":{\"type\":\"json_object\"}}");

        assertThat(sent.member("response_format")).doesNotContain("json_object");
        assertThat(sent.adjusted()).contains("response-format=mapped");
    }

    @Test
    void open_multi_agent_further_an_error_that_is_a_bare_text_is_readable() {
        ChatResponse answer = answer(
                "lm-studio", "local", 400, "{\"error\":\"'response_format.type' must be 'json_schema' or 'text'\"}");

        assertThat(Objects.requireNonNull(answer.error()).failure().message())
                .isEqualTo("'response_format.type' must be 'json_schema' or 'text'");
    }

    /** The turn as the library gives it: reasoning knows its host. */
    private static Message own(ChatResponse answer, String host) {
        List<Content> content = answer.content().stream()
                .map(part -> part instanceof Content.Reasoning(String text, String origin, String field, var payload)
                        ? new Content.Reasoning(text, host, field, payload)
                        : part)
                .toList();
        return answer.message().withContent(content);
    }

    private static ChatResponse answer(String host, String model, int status, String body) {
        assertThat(RawJson.ofText(body).valueOrNull()).isNotNull();
        return Decoding.fold(Decoding.events(
                body.getBytes(StandardCharsets.UTF_8),
                new ResponseHead(status, Map.of()),
                Catalog.bundled().resolve(host, model),
                () -> 11));
    }
}
