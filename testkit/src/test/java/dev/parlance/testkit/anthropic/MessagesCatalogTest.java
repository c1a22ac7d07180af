package dev.parlance.testkit.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.dialects.Dialects;
import dev.parlance.testkit.Decoding;
import dev.parlance.testkit.Sent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the catalog says about the dialect: each parameter that it has no word for, and each error by its own words. */
class MessagesCatalogTest {
    private static final String UNKNOWN = "a-model-that-nobody-knows";
    private static final String TOOL =
            "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"type\":\"object\"}}}";

    private static Sent sent(String members) {
        return Sent.to(
                "anthropic",
                UNKNOWN,
                "{\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]," + members + "}");
    }

    private static String adjusted(Sent sent) {
        return String.join(
                " ",
                sent.adjustments().stream()
                        .map(adjustment ->
                                adjustment.parameter() + "=" + adjustment.kind().label())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"min_p\":0.1|min-p=dropped",
                "\"frequency_penalty\":0.1|frequency-penalty=dropped",
                "\"presence_penalty\":0.1|presence-penalty=dropped",
                "\"repetition_penalty\":1.1|repetition-penalty=dropped",
                "\"seed\":7|seed=dropped",
                "\"n\":2|n=dropped",
                "\"logprobs\":true|logprobs=dropped",
                "\"top_logprobs\":2|top-logprobs=dropped",
                "\"logit_bias\":{\"1\":1}|logit-bias=dropped",
                "\"parallel_tool_calls\":false|parallel-tool-calls=dropped",
                "\"tool_choice\":\"auto\"|tool-choice=dropped",
                "\"response_format\":{\"type\":\"json_object\"}|response-format=mapped",
                "\"verbosity\":\"low\"|verbosity=dropped",
                "\"modalities\":[\"text\",\"audio\"]|modalities=dropped",
                "\"audio\":{\"voice\":\"v\"}|audio=dropped",
                "\"prediction\":{\"type\":\"content\"}|prediction=dropped",
                "\"web_search_options\":{}|web-search-options=dropped",
                "\"store\":true|store=dropped",
                "\"metadata\":{\"a\":\"b\"}|metadata=dropped",
                "\"safety_identifier\":\"u\"|safety-identifier=dropped",
                "\"prompt_cache_key\":\"k\"|prompt-cache-key=dropped",
                "\"prompt_cache_retention\":\"24h\"|prompt-cache-retention=dropped"
            })
    void what_the_dialect_has_no_word_for_is_left_out_and_told(String member, String adjustment) {
        Sent sent = sent(member);

        assertThat(adjusted(sent)).isEqualTo(adjustment);
        assertThat(sent.body().members().keySet()).containsExactly("model", "messages", "max_tokens");
        assertThat(sent.adjustments())
                .allSatisfy(one -> assertThat(one.reason()).isNotNull().endsWith("."));
    }

    @Test
    void thoughts_that_are_not_thought_cannot_be_shown() {
        ChatRequest.Builder request = ChatRequest.builder(UNKNOWN)
                .user("hi")
                .maxOutputTokens(9)
                .parameter(Parameter.THINKING_SUMMARY, JsonValue.of("auto"));

        Sent without = Sent.to("anthropic", request.build());
        Sent with = Sent.to("anthropic", request.thinking(new Thinking.On()).build());

        assertThat(adjusted(without)).isEqualTo("thinking-summary=dropped");
        assertThat(without.member("thinking")).isEqualTo("absent");
        assertThat(adjusted(with)).isEmpty();
        assertThat(with.member("thinking")).isEqualTo("{\"type\":\"adaptive\",\"display\":\"summarized\"}");
    }

    @Test
    void asking_for_what_happens_anyway_is_no_adjustment() {
        Sent sent = sent("\"n\":1,\"logprobs\":false,\"store\":false,\"modalities\":[\"text\"],\"frequency_penalty\":0,"
                + "\"presence_penalty\":0,\"repetition_penalty\":1,\"response_format\":{\"type\":\"text\"}");

        assertThat(adjusted(sent)).isEmpty();
        assertThat(sent.body().members().keySet()).containsExactly("model", "messages", "max_tokens");
    }

    @Test
    void a_limit_is_required_and_what_is_put_in_is_told() {
        Sent sent = Sent.to("anthropic", UNKNOWN, "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");

        assertThat(sent.member("max_tokens")).isEqualTo("4096");
        assertThat(adjusted(sent)).isEqualTo("max-output-tokens=added");
    }

    @Test
    void values_are_brought_into_the_range_and_the_words_of_the_dialect() {
        Sent sent = sent(
                "\"temperature\":1.7,\"service_tier\":\"flex\",\"user\":\"u1\",\"stop\":\"END\",\"top_k\":3,\"parallel_tool_calls\":false,\"tools\":["
                        + TOOL + "]");

        assertThat(adjusted(sent)).isEqualTo("temperature=clamped service-tier=mapped");
        assertThat(Json.text(sent.body().without("messages").without("tools")))
                .isEqualTo(
                        "{\"model\":\"" + UNKNOWN
                                + "\",\"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":true},\"max_tokens\":100,\"temperature\":1,"
                                + "\"top_k\":3,\"stop_sequences\":[\"END\"],\"service_tier\":\"standard_only\",\"metadata\":{\"user_id\":\"u1\"}}");
    }

    @Test
    void the_version_is_a_header_of_every_request() {
        assertThat(Catalog.bundled().resolve("anthropic", UNKNOWN).headers().always())
                .isEqualTo(Map.of("anthropic-version", "2023-06-01"));
        assertThat(Catalog.bundled().resolve("anthropic", UNKNOWN).path()).isEqualTo("/v1/messages");
    }

    @Test
    void a_schema_goes_to_models_that_know_how_and_is_told_to_the_others() {
        String format =
                "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"max_tokens\":9,\"response_format\":{\"type\":\"json_schema\",\"json_schema\":"
                        + "{\"name\":\"a\",\"schema\":{\"type\":\"object\",\"additionalProperties\":false}}}}";

        for (String model : List.of("claude-opus-4-1", "claude-haiku-4-5", "claude-opus-4-6", "claude-sonnet-5")) {
            assertThat(Sent.to("anthropic", model, format).body().object("output_config"))
                    .as(model)
                    .isNotNull();
        }
        for (String model : List.of("claude-opus-4-0", "claude-sonnet-4-0", "claude-3-7-sonnet-20250219")) {
            Sent sent = Sent.to("anthropic", model, format);
            assertThat(sent.body().get("output_config")).as(model).isNull();
            assertThat(adjusted(sent)).as(model).contains("response-format=mapped");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claude-haiku-5-5 | {\"type\":\"disabled\"} | absent | ''",
                "claude-opus-5 | {\"type\":\"disabled\"} | absent | ''",
                "claude-sonnet-5-5 | {\"type\":\"between_tools\"} | absent | thinking=mapped",
                "claude-opus-5-5 | {\"type\":\"adaptive\",\"display\":\"summarized\"} | {\"effort\":\"low\"} | thinking=mapped thinking-summary=added",
                "claude-fable-5 | {\"type\":\"adaptive\",\"display\":\"summarized\"} | {\"effort\":\"low\"} | thinking=mapped thinking-summary=added"
            })
    void a_wish_not_to_think_gets_the_nearest_each_model_takes(
            String model, String thinking, String config, String adjustments) {
        Sent sent = Sent.to(
                "anthropic",
                model,
                "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"max_tokens\":9,\"reasoning_effort\":\"none\"}");

        assertThat(sent.member("thinking")).isEqualTo(thinking);
        assertThat(sent.member("output_config")).isEqualTo(config);
        assertThat(adjusted(sent)).isEqualTo(adjustments);
    }

    @Test
    void models_that_take_one_way_of_sampling_get_one() {
        String sampling =
                "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"max_tokens\":9,\"temperature\":0.5,\"top_p\":0.5}";

        assertThat(Sent.to("anthropic", "claude-sonnet-4-5", sampling).member("top_p"))
                .isEqualTo("absent");
        assertThat(Sent.to("anthropic", "claude-opus-4-6", sampling).adjustments())
                .anySatisfy(adjustment -> assertThat(adjustment)
                        .returns("top-p", Adjustment::parameter)
                        .returns(Adjustment.Kind.DROPPED, Adjustment::kind));
        assertThat(Sent.to("anthropic", "claude-sonnet-4-0", sampling).member("top_p"))
                .isEqualTo("0.5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|invalid_request_error|prompt is too long: 211180 tokens > 200000 maximum|CONTEXT_OVERFLOW",
                "400|invalid_request_error|input length and `max_tokens` exceed context limit: 178959 + 64000 > 200000, decrease input length|CONTEXT_OVERFLOW",
                "400|invalid_request_error|Your credit balance is too low to access the Anthropic API.|QUOTA_EXHAUSTED",
                "400|invalid_request_error|You have reached your specified API usage limits. You will regain access on 2026-04-01.|QUOTA_EXHAUSTED",
                "400|invalid_request_error|Output blocked by content filtering policy|CONTENT_FILTERED",
                "400|invalid_request_error|foo: Extra inputs are not permitted|UNSUPPORTED_REQUEST",
                "400|invalid_request_error|messages: at least one message is required|INVALID_REQUEST",
                "401|authentication_error|invalid x-api-key|UNAUTHENTICATED",
                "402|billing_error|There is an issue with your billing|QUOTA_EXHAUSTED",
                "403|permission_error|Your API key does not have permission|NOT_PERMITTED",
                "404|not_found_error|model: claude-9|MODEL_NOT_FOUND",
                "404|not_found_error|Not Found|INVALID_REQUEST",
                "413|request_too_large|Request exceeds the maximum size|REQUEST_TOO_LARGE",
                "429|rate_limit_error|This request would exceed your account's rate limit.|RATE_LIMITED",
                "500|api_error|Internal server error|SERVER_FAILED",
                "504|timeout_error|The request timed out|TIMED_OUT",
                "529|overloaded_error|Overloaded|OVERLOADED"
            })
    void errors_are_known_by_their_words(int status, String type, String message, ErrorKind kind) {
        String body = "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}}";

        assertThat(failure(body, status).kind()).isEqualTo(kind);
        boolean bodiesOnly = kind == ErrorKind.CONTEXT_OVERFLOW || status == 404;
        if (!bodiesOnly) {
            assertThat(failure("event: error\ndata: " + body + "\n\n", 200).kind())
                    .isEqualTo(kind);
        }
    }

    @Test
    void a_spend_limit_is_no_matter_of_waiting() {
        assertThat(failure(
                                "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"m\",\"details\":{\"error_code\":\"enforced_spend_limit_reached\"}}}",
                                429)
                        .kind())
                .isEqualTo(ErrorKind.QUOTA_EXHAUSTED);
    }

    private static ParlanceException failure(String body, int status) {
        Profile profile = Catalog.bundled().resolve("anthropic", UNKNOWN);
        return Objects.requireNonNull(Decoding.fold(Decoding.events(
                        body.getBytes(StandardCharsets.UTF_8),
                        new ResponseHead(status, Map.of()),
                        profile,
                        () -> Integer.MAX_VALUE))
                .error());
    }

    @Test
    void a_request_of_the_dialect_to_an_unknown_model_goes_as_it_is() {
        JsonObject asked = (JsonObject)
                Json.parse(
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"max_tokens\":9,\"thinking\":{\"type\":\"adaptive\"},\"newer\":1}");
        Sent sent = Sent.to(
                Catalog.bundled().resolve("anthropic", UNKNOWN),
                Objects.requireNonNull(Dialects.inbound(MessagesHost.DIALECT))
                        .decodeRequest(Json.text(asked).getBytes(StandardCharsets.UTF_8))
                        .request(),
                Policy.ADAPT);

        assertThat(sent.body()).isEqualTo(asked);
        assertThat(sent.adjustments()).isEmpty();
    }
}
