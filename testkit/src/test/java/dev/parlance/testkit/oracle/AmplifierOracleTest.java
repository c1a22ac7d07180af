package dev.parlance.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.Retry;
import dev.parlance.testkit.Decoding;
import dev.parlance.testkit.Sent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amplifier: the cases of Azure's Chat route on Foundry. Those of URLs and credentials are with the providers, those of sockets with the client. */
class AmplifierOracleTest {
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    @Test
    void amplifier_12_the_limit_has_one_name_by_model() {
        assertThat(Sent.to("azure-foundry", "o3-mini", "{" + HI + ",\"max_tokens\":100}")
                        .member("max_completion_tokens"))
                .isEqualTo("100");
        assertThat(Sent.to("azure-foundry", "my-own-deployment", "{" + HI + ",\"max_tokens\":100}")
                        .member("max_tokens"))
                .isEqualTo("absent");
        assertThat(Sent.to("azure-foundry", "gpt-4o", "{" + HI + ",\"max_completion_tokens\":100}")
                        .member("max_completion_tokens"))
                .isEqualTo("absent");
    }

    @Test
    void amplifier_13_a_refused_parameter_is_a_typed_error_that_names_it() {
        ChatResponse response = answer(
                400,
                Map.of(),
                "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported with this model. Use"
                        + " 'max_completion_tokens' instead.\",\"type\":\"invalid_request_error\",\"param\":\"max_tokens\","
                        + "\"code\":\"unsupported_parameter\"}}");

        assertThat(Objects.requireNonNull(response.error()).kind()).isEqualTo(ErrorKind.UNSUPPORTED_REQUEST);
        assertThat(response.error().failure().parameter()).isEqualTo("max_tokens");
    }

    @Test
    void amplifier_14_temperature_is_left_out_for_reasoning_models_and_zero_is_a_value_elsewhere() {
        Sent reasoning = Sent.to("azure-foundry", "gpt-5", "{" + HI + ",\"temperature\":0.7}");
        assertThat(reasoning.member("temperature")).isEqualTo("absent");
        assertThat(reasoning.adjusted()).containsExactly("temperature=dropped");

        Sent ordinary = Sent.to("azure-foundry", "gpt-4o", "{" + HI + ",\"temperature\":0.0}");
        assertThat(ordinary.member("temperature")).isEqualTo("0.0");
        assertThat(ordinary.adjustments()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\"not json\" | not json", "\"[1]\" | [1]", "null | {}", "\"\" | {}"})
    void amplifier_16_arguments_that_are_no_object_keep_their_text(String onTheWire, String kept) {
        ChatResponse response = answer(
                200,
                Map.of(),
                "{\"choices\":[{\"message\":{\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":"
                        + onTheWire + "}}]},\"finish_reason\":\"tool_calls\"}]}");

        assertThat(response.toolCalls().getFirst().arguments().text()).isEqualTo(kept);
    }

    @Test
    void amplifier_17_the_first_chunk_with_the_prompt_filter_gives_no_text_and_no_id() {
        ChatResponse response = stream(
                "{\"id\":\"\",\"model\":\"\",\"created\":0,\"object\":\"\",\"choices\":[],\"prompt_filter_results\":[{\"prompt_index\":0,"
                        + "\"content_filter_results\":{\"hate\":{\"filtered\":false,\"severity\":\"safe\"}}}]}",
                "{\"id\":\"chatcmpl-7\",\"model\":\"gpt-4o-2024-08-06\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"}}]}",
                "{\"id\":\"chatcmpl-7\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
                "[DONE]");

        assertThat(response.id()).isEqualTo("chatcmpl-7");
        assertThat(response.model()).isEqualTo("gpt-4o-2024-08-06");
        assertThat(response.text()).isEqualTo("hi");
        assertThat(response.opaque()).extracting(ChatEvent.OpaqueReceived::name).contains("prompt_filter_results");
    }

    @Test
    void amplifier_18_a_filter_note_without_delta_after_the_stop_changes_nothing() {
        ChatResponse response = stream(
                "{\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"},\"finish_reason\":null}]}",
                "{\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
                "{\"id\":\"\",\"model\":\"\",\"choices\":[{\"index\":0,\"finish_reason\":null,\"content_filter_results\":"
                        + "{\"hate\":{\"filtered\":false}},\"content_filter_offsets\":{\"check_offset\":1,\"start_offset\":1,\"end_offset\":2}}]}",
                "[DONE]");

        assertThat(response.error()).isNull();
        assertThat(Objects.requireNonNull(response.stop()).kind()).isEqualTo(StopReason.Kind.STOP);
        assertThat(response.opaque())
                .extracting(ChatEvent.OpaqueReceived::name)
                .contains("content_filter_results", "content_filter_offsets");
    }

    @Test
    void amplifier_19_an_asynchronous_block_is_a_content_filter_stop_with_its_category() {
        ChatResponse response = stream(
                "{\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"},\"finish_reason\":null}]}",
                "{\"id\":\"\",\"choices\":[{\"index\":0,\"finish_reason\":\"content_filter\",\"content_filter_results\":"
                        + "{\"protected_material_text\":{\"filtered\":true,\"detected\":true}}}]}",
                "[DONE]");

        assertThat(Objects.requireNonNull(response.stop()).kind()).isEqualTo(StopReason.Kind.CONTENT_FILTER);
        assertThat(response.opaque())
                .anySatisfy(received -> assertThat(received.json().text()).contains("protected_material_text"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\",\"content_filter_result\":{\"violence\":{\"filtered\":true}}},",
                "''"
            })
    void amplifier_20_a_blocked_prompt_is_content_filtered_with_its_categories(String inner) {
        ChatResponse response = answer(
                400,
                Map.of(),
                "{\"error\":{" + inner
                        + "\"message\":\"The response was filtered due to the prompt triggering Azure OpenAI's content management policy.\","
                        + "\"type\":null,\"param\":\"prompt\",\"code\":\"content_filter\",\"status\":400}}");

        assertThat(Objects.requireNonNull(response.error()).kind()).isEqualTo(ErrorKind.CONTENT_FILTERED);
        assertThat(Retry.canHelp(response.error().kind())).isFalse();
        if (!inner.isEmpty()) {
            assertThat(response.error().failure().body()).contains("violence");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retry-after-ms | 1500 | | | 1500",
                "x-ms-retry-after-ms | 3000 | | | 3000",
                "retry-after | 10 | x-ms-retry-after-ms | 3000 | 3000",
                "retry-after | 120 | | | 120000",
                "retry-after | Fri, 20 Nov 2026 10:00:30 GMT | date | Fri, 20 Nov 2026 10:00:00 GMT | 30000",
            })
    void amplifier_21_the_hint_in_milliseconds_counts_first(
            String header, String value, @Nullable String other, @Nullable String otherValue, long millis) {
        Map<String, List<String>> headers = other == null
                ? Map.of(header, List.of(value))
                : Map.of(header, List.of(value), other, List.of(Objects.requireNonNull(otherValue)));

        ChatResponse response =
                answer(429, headers, "{\"error\":{\"code\":\"429\",\"message\":\"Rate limit is exceeded.\"}}");

        assertThat(Objects.requireNonNull(response.error()).kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(response.error().failure().retryAfter()).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void amplifier_21_a_hint_that_is_no_number_is_none_and_words_count_last() {
        assertThat(hint(Map.of("retry-after", List.of("not-a-number")), "Rate limit."))
                .isNull();
        assertThat(hint(Map.of(), "Rate limit is exceeded. Try again in 2 seconds."))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(hint(Map.of(), "Please retry after 86400 seconds.")).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void amplifier_22_a_page_of_the_network_is_not_the_service_and_a_missing_deployment_is_named() {
        assertThat(kind(403, "<html><body>Forbidden</body></html>")).isEqualTo(ErrorKind.SERVER_FAILED);
        assertThat(kind(403, "{\"error\":{\"code\":\"403\",\"message\":\"Access denied\"}}"))
                .isEqualTo(ErrorKind.NOT_PERMITTED);
        ChatResponse missing = answer(
                404,
                Map.of(),
                "{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"The API deployment for this resource does not exist.\"}}");
        assertThat(Objects.requireNonNull(missing.error()).kind()).isEqualTo(ErrorKind.MODEL_NOT_FOUND);
        assertThat(Retry.canHelp(missing.error().kind())).isFalse();
        assertThat(missing.error().failure().model()).isEqualTo("Kimi-K2.6");
    }

    /** Amplifier makes it the effort high and raises the limit; here a number of tokens is no effort, as in case 10 of open-multi-agent. */
    @Test
    void amplifier_27_a_thinking_budget_is_no_effort_and_raises_no_limit() {
        Sent sent = Sent.to(
                "azure-openai",
                ChatRequest.builder("gpt-5-codex")
                        .user("hi")
                        .maxOutputTokens(1024)
                        .thinking(new Thinking.Budget(6000))
                        .build());

        assertThat(sent.member("max_output_tokens")).isEqualTo("1024");
        assertThat(sent.body().get("reasoning")).isNull();
        assertThat(sent.adjusted()).contains("thinking=mapped");
    }

    private static @Nullable Duration hint(Map<String, List<String>> headers, String message) {
        ChatResponse response = answer(429, headers, "{\"error\":{\"code\":\"429\",\"message\":\"" + message + "\"}}");
        return Objects.requireNonNull(response.error()).failure().retryAfter();
    }

    private static ErrorKind kind(int status, String body) {
        return Objects.requireNonNull(answer(status, Map.of(), body).error()).kind();
    }

    private static ChatResponse stream(String... chunks) {
        StringBuilder text = new StringBuilder();
        for (String chunk : chunks) {
            text.append("data: ").append(chunk).append("\n\n");
        }
        return answer(200, Map.of(), text.toString());
    }

    private static ChatResponse answer(int status, Map<String, List<String>> headers, String body) {
        return Decoding.fold(Decoding.events(
                body.getBytes(StandardCharsets.UTF_8),
                new ResponseHead(status, headers),
                Catalog.bundled().resolve("azure-foundry", "Kimi-K2.6"),
                () -> 11));
    }
}
