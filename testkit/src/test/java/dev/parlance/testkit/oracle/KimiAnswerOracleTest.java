package dev.parlance.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.error.Retry;
import dev.parlance.core.wire.Json;
import dev.parlance.testkit.Decoding;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kimi Code and CodeCompanion, answers: cases 14 to 21 and the extra candidates. */
class KimiAnswerOracleTest {
    @Test
    void kimi_code_14_usage_in_the_choice_counts() {
        ChatResponse response = stream(
                "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1768994256,\"model\":\"kimi-k2-turbo-preview\","
                        + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\",\"usage\":{\"prompt_tokens\":8,"
                        + "\"completion_tokens\":11,\"total_tokens\":19,\"cached_tokens\":8}}],\"system_fingerprint\":\"fpv0\"}",
                "[DONE]");

        Usage usage = Objects.requireNonNull(response.usage());
        assertThat(usage.input()).isEqualTo(8);
        assertThat(usage.inputCacheRead()).isEqualTo(8);
        assertThat(usage.output()).isEqualTo(11);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"prompt_tokens\":100,\"completion_tokens\":20,\"cached_tokens\":60} | 100 | 60 | 20",
                "{\"prompt_tokens\":100,\"completion_tokens\":20,\"prompt_tokens_details\":{\"cached_tokens\":50}} | 100 | 50 | 20",
            })
    void kimi_code_15_cached_tokens_in_either_place(String usage, long input, long cached, long output) {
        ChatResponse response = plain(
                200,
                "{\"choices\":[{\"message\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}],\"usage\":" + usage + "}");

        Usage read = Objects.requireNonNull(response.usage());
        assertThat(read.input()).isEqualTo(input);
        assertThat(read.inputCacheRead()).isEqualTo(cached);
        assertThat(read.output()).isEqualTo(output);
    }

    @Test
    void kimi_code_15_null_usage_is_none() {
        assertThat(plain(
                                200,
                                "{\"choices\":[{\"message\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}],\"usage\":null}")
                        .usage())
                .isNull();
    }

    @Test
    void kimi_code_16_reasoning_text_and_a_split_call_in_their_order() {
        ChatResponse response = stream(
                delta("{\"reasoning_content\":\"Let me think. \"}"),
                delta("{\"content\":\"All set. \"}"),
                delta(
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"\"}}]}"),
                delta("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"Shanghai\\\"}\"}}]}"),
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\",\"usage\":{\"prompt_tokens\":12,"
                        + "\"completion_tokens\":6,\"cached_tokens\":2}}]}",
                "[DONE]");

        assertThat(response.content()).hasSize(3);
        assertThat(((Content.Reasoning) response.content().get(0)).text()).isEqualTo("Let me think. ");
        assertThat(response.text()).isEqualTo("All set. ");
        assertThat(response.toolCalls().getFirst().arguments().text()).isEqualTo("{\"city\":\"Shanghai\"}");
        Usage usage = Objects.requireNonNull(response.usage());
        assertThat(usage.input()).isEqualTo(12);
        assertThat(usage.inputCacheRead()).isEqualTo(2);
        assertThat(usage.output()).isEqualTo(6);
    }

    @Test
    void kimi_code_17_interleaved_arguments_and_arguments_before_the_name() {
        ChatResponse response = stream(
                delta("{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"arguments\":\"{\\\"x\\\":\"}}]}"),
                delta(
                        "{\"tool_calls\":[{\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"two\",\"arguments\":\"{\\\"y\\\":\"}}]}"),
                delta("{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"one\",\"arguments\":\"1\"}}]}"),
                delta("{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"2}\"}}]}"),
                delta("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"}\"}}]}"),
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}",
                "[DONE]");

        assertThat(response.toolCalls())
                .extracting(call -> call.id() + call.name() + call.arguments().text())
                .containsExactlyInAnyOrder("aone{\"x\":1}", "btwo{\"y\":2}");
    }

    @Test
    void kimi_code_18_an_explicitly_empty_reasoning_is_kept_once_and_replayed() {
        ChatResponse response = stream(
                delta("{\"role\":\"assistant\",\"reasoning_content\":\"\"}"),
                delta("{\"content\":\"x\",\"reasoning_content\":null}"),
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
                "[DONE]");

        assertThat(response.content()).hasSize(2);
        assertThat(((Content.Reasoning) response.content().getFirst()).text()).isEmpty();
    }

    @Test
    void kimi_code_19_only_reasoning_is_an_empty_answer_and_worth_another_try() {
        ChatResponse cut = plain(
                200,
                "{\"choices\":[{\"message\":{\"content\":\"\",\"reasoning_content\":\"hm\"},\"finish_reason\":\"length\"}]}");
        assertThatThrownBy(cut::orThrow)
                .isInstanceOf(ParlanceException.EmptyResponse.class)
                .hasMessageContaining("length")
                .hasMessageContaining("max-output-tokens");
        assertThat(Retry.canHelp(ErrorKind.EMPTY_RESPONSE)).isTrue();

        ChatResponse filtered = plain(
                200,
                "{\"choices\":[{\"message\":{\"reasoning_content\":\"hm\"},\"finish_reason\":\"content_filter\"}]}");
        assertThatThrownBy(filtered::orThrow).isInstanceOf(ParlanceException.ContentFiltered.class);
        assertThat(Retry.canHelp(ErrorKind.CONTENT_FILTERED)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | exceeded_current_quota_error | whatever | QUOTA_EXHAUSTED",
                "429 | x | You exceeded your current token quota: <org-1> 5, please check your account balance | QUOTA_EXHAUSTED",
                "429 | rate_limit_reached_error | your token quota per minute was exceeded | RATE_LIMITED",
                "429 | x | Too many requests | RATE_LIMITED",
                "403 | x | You exceeded your current token quota, please check your account balance | NOT_PERMITTED",
                "429 | engine_overloaded_error | The engine is currently overloaded, please try again later | OVERLOADED",
                "400 | invalid_request_error | Invalid request: Your request exceeded model token limit: 262144 (requested: 274613) | CONTEXT_OVERFLOW",
                "401 | x | Context length exceeded | UNAUTHENTICATED",
                "401 | incorrect_api_key_error | Incorrect API key provided | UNAUTHENTICATED",
                "404 | resource_not_found_error | Not found the model kimi-x or Permission denied | MODEL_NOT_FOUND",
                "400 | content_filter | The request was rejected because it was considered high risk | CONTENT_FILTERED",
                "500 | server_error | invalid state transition | SERVER_FAILED",
            })
    void kimi_code_20_and_21_errors_by_what_the_caller_can_do(int status, String type, String message, ErrorKind kind) {
        ChatResponse response =
                plain(status, "{\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}}");

        assertThat(Objects.requireNonNull(response.error()).kind()).isEqualTo(kind);
        assertThat(response.error().failure().message()).isEqualTo(message);
    }

    @Test
    void kimi_code_20_a_two_level_body_is_quota_too() {
        ChatResponse response = plain(
                429, "{\"type\":\"error\",\"error\":{\"type\":\"exceeded_current_quota_error\",\"message\":\"no\"}}");

        assertThat(Objects.requireNonNull(response.error()).kind()).isEqualTo(ErrorKind.QUOTA_EXHAUSTED);
    }

    @Test
    void kimi_code_extra_a_stream_without_its_end_marker_is_truncated_at_moonshot() {
        ChatResponse response =
                stream("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}");

        assertThat(Objects.requireNonNull(response.error()).kind()).isEqualTo(ErrorKind.STREAM_TRUNCATED);
        assertThat(response.text()).isEqualTo("x");
    }

    @Test
    void an_error_object_in_place_of_a_chunk_surfaces_with_what_came_before() {
        ChatResponse response =
                stream(delta("{\"content\":\"x\"}"), "{\"error\":{\"message\":\"boom\",\"type\":\"server_error\"}}");

        assertThat(Objects.requireNonNull(response.error()).kind()).isEqualTo(ErrorKind.SERVER_FAILED);
        assertThat(response.text()).isEqualTo("x");
    }

    @Test
    void an_unknown_finish_reason_is_other_and_keeps_its_word() {
        ChatResponse response = stream(
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"},\"finish_reason\":\"bored\"}]}", "[DONE]");

        assertThat(response.stop()).isEqualTo(new StopReason(StopReason.Kind.OTHER, "bored"));
    }

    private static String delta(String delta) {
        return "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":null}]}";
    }

    private static ChatResponse stream(String... chunks) {
        StringBuilder text = new StringBuilder();
        for (String chunk : chunks) {
            text.append("data: ").append(chunk).append("\n\n");
        }
        return decode(200, text.toString());
    }

    private static ChatResponse plain(int status, String body) {
        assertThat(Json.parse(body)).isNotNull();
        return decode(status, body);
    }

    private static ChatResponse decode(int status, String body) {
        Profile profile = Catalog.bundled().resolve("moonshot", "kimi-k2.6");
        return Decoding.fold(Decoding.events(
                body.getBytes(StandardCharsets.UTF_8), new ResponseHead(status, Map.of()), profile, () -> 5));
    }
}
