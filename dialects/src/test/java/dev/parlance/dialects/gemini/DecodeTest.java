package dev.parlance.dialects.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.ParlanceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers say, beyond the recorded ones. */
class DecodeTest {
    private static final String PIECE = "{\"candidates\":[{\"content\":{\"parts\":[%s]}}],\"responseId\":\"r\"}";
    private static final String LAST = "{\"candidates\":[{\"finishReason\":\"STOP\"}]}";
    private static final String OVERLOADED =
            "{\"error\":{\"code\":503,\"message\":\"The model is overloaded.\",\"status\":\"UNAVAILABLE\"}}";

    private static String events(String... pieces) {
        return "data: " + String.join("\n\ndata: ", pieces) + "\n\n";
    }

    private static ParlanceException error(ChatResponse response) {
        return Objects.requireNonNull(response.error());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            STOP                    | stop
            1                       | stop
            MAX_TOKENS              | length
            2                       | length
            SAFETY                  | content-filter
            RECITATION              | content-filter
            BLOCKLIST               | content-filter
            PROHIBITED_CONTENT      | content-filter
            SPII                    | content-filter
            IMAGE_SAFETY            | content-filter
            LANGUAGE                | other
            OTHER                   | other
            MALFORMED_FUNCTION_CALL | other
            UNEXPECTED_TOOL_CALL    | other
            NEWER_WORD              | other
            """)
    void every_finish_reason_has_a_meaning(String word, String meaning) {
        ChatResponse response = Wire.decoded(
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"finishReason\":\"" + word + "\"}]}");

        assertThat(response.stop()).isNotNull();
        assertThat(Objects.requireNonNull(response.stop()).kind().label()).isEqualTo(meaning);
        assertThat(Objects.requireNonNull(response.stop()).raw()).isEqualTo(word);
    }

    @Test
    void a_blocked_prompt_is_a_content_filter_and_names_its_word() {
        ParlanceException plain = error(
                Wire.decoded(
                        "{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"},\"usageMetadata\":{\"promptTokenCount\":4}}"));
        ParlanceException streamed = error(Wire.decoded(events("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}")));

        assertThat(plain.kind()).isEqualTo(ErrorKind.CONTENT_FILTERED);
        assertThat(plain.failure().message()).isEqualTo("The prompt was blocked: PROHIBITED_CONTENT");
        assertThat(streamed.kind()).isEqualTo(ErrorKind.CONTENT_FILTERED);
        assertThat(streamed.failure().message()).contains("SAFETY");
    }

    @Test
    void the_wait_stands_in_the_details() {
        ParlanceException error = error(Wire.decoded(new ResponseHead(429, Map.of()), """
                {"error":{"code":429,"message":"You exceeded your current quota.","status":"RESOURCE_EXHAUSTED","details":[
                {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[]},
                {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.074824224s"}]}}"""));

        assertThat(error.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(error.failure().retryAfter()).isEqualTo(Duration.ofMillis(34_074));
        assertThat(error.failure().code()).isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(error.failure().status()).isEqualTo(429);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%s", "[%s]", "[{\"candidates\":[]},%s]", "data: %s\n\n", "data: {\"candidates\":[]}\n\n%s\n"})
    void an_error_within_a_success_is_an_error_in_every_frame(String frame) {
        ParlanceException error = error(Wire.decoded(frame.formatted(OVERLOADED)));

        assertThat(error.kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(error.failure().message()).isEqualTo("The model is overloaded.");
        assertThat(error.failure().status()).isEqualTo(503);
    }

    @Test
    void an_error_after_the_finish_reason_still_counts_and_keeps_what_came_before() {
        ChatResponse response =
                Wire.decoded(events(PIECE.formatted("{\"text\":\"so\"}"), LAST) + OVERLOADED.replace(",", ",\n  "));

        assertThat(error(response).kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(response.text()).isEqualTo("so");
        assertThat(response.stop()).isEqualTo(new StopReason(StopReason.Kind.STOP, "STOP"));
    }

    @Test
    void an_error_in_an_array_has_the_status_of_the_answer() {
        ParlanceException error = error(Wire.decoded(new ResponseHead(503, Map.of()), "[" + OVERLOADED + "\n]"));

        assertThat(error.kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(error.failure().status()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html><h1>502 Bad Gateway</h1></html>", "upstream connect error", "", "data: nothing\n\n"})
    void an_error_of_any_form_is_an_error_by_its_status(String body) {
        assertThat(error(Wire.decoded(new ResponseHead(502, Map.of()), body)).kind())
                .isIn(ErrorKind.SERVER_FAILED, ErrorKind.MALFORMED_RESPONSE);
    }

    @Test
    void a_stream_without_a_finish_reason_is_cut_short() {
        assertThat(error(Wire.decoded(events(PIECE.formatted("{\"text\":\"so\"}"))))
                        .kind())
                .isEqualTo(ErrorKind.STREAM_TRUNCATED);
        assertThat(error(Wire.decoded("[" + PIECE.formatted("{\"text\":\"so\"}")))
                        .kind())
                .isEqualTo(ErrorKind.STREAM_TRUNCATED);
        assertThat(error(Wire.decoded(": ping\n\n")).kind()).isEqualTo(ErrorKind.STREAM_TRUNCATED);
    }

    @Test
    void an_answer_without_a_candidate_is_empty_and_something_else_is_malformed() {
        assertThat(error(Wire.decoded("{\"usageMetadata\":{\"promptTokenCount\":4},\"modelVersion\":\"m\"}"))
                        .kind())
                .isEqualTo(ErrorKind.EMPTY_RESPONSE);
        assertThat(error(Wire.decoded("{\"hello\":1}")).kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
        assertThat(error(Wire.decoded("hello")).kind()).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
    }

    @Test
    void a_signature_is_reasoning_before_its_part_and_joins_nothing() {
        ChatResponse response = Wire.decoded(events(
                PIECE.formatted("{\"text\":\"Hm.\",\"thought\":true}"),
                PIECE.formatted("{\"text\":\"a\",\"thoughtSignature\":\"s1\"}"),
                PIECE.formatted("{\"text\":\"b\"}"),
                PIECE.formatted("{\"text\":\"\",\"thoughtSignature\":\"s2\"}"),
                PIECE.formatted("{\"text\":\"Again.\",\"thought\":true}"),
                LAST));

        assertThat(response.content())
                .extracting(Object::getClass)
                .extracting(Class::getSimpleName)
                .containsExactly("Reasoning", "Reasoning", "Text", "Reasoning", "Reasoning");
        assertThat(response.content())
                .filteredOn(Content.Reasoning.class::isInstance)
                .extracting(part -> ((Content.Reasoning) part).text()
                        + Wire.text(((Content.Reasoning) part).payload().get("thoughtSignature")))
                .containsExactly("Hm.null", "\"s1\"", "\"s2\"", "Again.null");
        assertThat(response.text()).isEqualTo("ab");
    }

    @Test
    void arguments_in_pieces_are_put_together_by_their_paths() {
        ChatResponse response = Wire.decoded(events(
                PIECE.formatted("{\"functionCall\":{\"name\":\"f\",\"willContinue\":true}}"),
                PIECE.formatted("""
                        {"functionCall":{"partialArgs":[{"jsonPath":"$.a.b","stringValue":"x","willContinue":true}],"willContinue":true}}"""),
                PIECE.formatted("""
                        {"functionCall":{"partialArgs":[{"jsonPath":"$.a.b","stringValue":"y"},{"jsonPath":"$.n","numberValue":1.5},
                        {"jsonPath":"$.list[1]['odd name']","boolValue":true},{"jsonPath":"$.none","nullValue":"NULL_VALUE"}],"willContinue":true}}""".replace("\n", "")),
                PIECE.formatted("{\"functionCall\":{}}"),
                PIECE.formatted("{\"functionCall\":{\"name\":\"g\",\"args\":{\"z\":0}}}"),
                LAST));

        assertThat(response.toolCalls()).extracting(Content.ToolCall::name).containsExactly("f", "g");
        assertThat(Wire.json(response.toolCalls().getFirst().arguments().text()))
                .isEqualTo(Wire.json(
                        "{\"a\":{\"b\":\"xy\"},\"n\":1.5,\"list\":[null,{\"odd name\":true}],\"none\":null}"));
        assertThat(response.toolCalls().getLast().arguments().text()).isEqualTo("{\"z\":0}");
        assertThat(response.stop()).isEqualTo(new StopReason(StopReason.Kind.TOOL_CALLS, "STOP"));
    }

    @Test
    void a_call_that_was_to_go_on_does_not_look_whole() {
        ChatResponse response = Wire.decoded(events(
                PIECE.formatted("{\"functionCall\":{\"name\":\"f\",\"willContinue\":true}}"),
                PIECE.formatted("""
                        {"functionCall":{"partialArgs":[{"jsonPath":"$.command","stringValue":"rm -rf /","willContinue":true}],"willContinue":true}}"""),
                "{\"candidates\":[{\"finishReason\":\"MAX_TOKENS\"}]}"));

        assertThat(response.toolCalls().getFirst().arguments().objectOrNull()).isNull();
        assertThat(Objects.requireNonNull(response.stop()).kind()).isEqualTo(StopReason.Kind.LENGTH);
    }

    @Test
    void a_path_beyond_reason_costs_nothing() {
        ChatResponse response = Wire.decoded(events(
                PIECE.formatted(
                        "{\"functionCall\":{\"name\":\"f\",\"willContinue\":true,\"partialArgs\":["
                                + "{\"jsonPath\":\"$.a[999999]\",\"numberValue\":1},{\"jsonPath\":\"nonsense\",\"numberValue\":2}]}}"),
                PIECE.formatted("{\"functionCall\":{}}"),
                LAST));

        assertThat(response.toolCalls().getFirst().arguments().text()).isEqualTo("{\"a\":null,\"nonsense\":2}");
    }

    @Test
    void only_the_first_candidate_counts() {
        ChatResponse response = Wire.decoded("""
                {"candidates":[{"index":1,"content":{"parts":[{"text":"b"}]},"finishReason":"STOP"},
                {"index":0,"content":{"parts":[{"text":"a"}]},"finishReason":"MAX_TOKENS"}]}""");

        assertThat(response.text()).isEqualTo("b");
        assertThat(Objects.requireNonNull(response.stop()).raw()).isEqualTo("STOP");
    }

    @Test
    void images_are_media_and_what_is_not_known_stays_whole() {
        ChatResponse response = Wire.decoded("""
                {"candidates":[{"content":{"parts":[
                {"inlineData":{"mimeType":"image/png","data":"AAAA"},"thoughtSignature":"s"},
                {"codeExecutionResult":{"outcome":"OUTCOME_OK"},"thoughtSignature":"t"}]},"finishReason":"STOP"}]}""");

        assertThat(response.content()).hasSize(3);
        assertThat(response.content().get(1))
                .isEqualTo(new Content.Media(Content.Media.Kind.IMAGE, "data:image/png;base64,AAAA", Members.NONE));
        assertThat(response.content().get(2))
                .isInstanceOfSatisfying(
                        Content.Opaque.class,
                        opaque -> assertThat(Wire.json(opaque.json().text()))
                                .isEqualTo(
                                        Wire.json(
                                                "{\"codeExecutionResult\":{\"outcome\":\"OUTCOME_OK\"},\"thoughtSignature\":\"t\"}")));
    }

    @Test
    void what_every_piece_repeats_is_told_once() {
        String piece = """
                {"candidates":[{"content":{"parts":[{"text":"a"}]},"safetyRatings":[{"category":"X"}],"groundingMetadata":{"a":1}}],
                "createTime":"2026-05-04T20:01:02.264968Z"}""".replace("\n", "");
        List<ChatEvent> events = Wire.events(ResponseHead.OK, events(piece, piece, LAST));

        assertThat(events)
                .filteredOn(ChatEvent.OpaqueReceived.class::isInstance)
                .extracting(event -> ((ChatEvent.OpaqueReceived) event).name())
                .containsExactly("createTime", "safetyRatings", "groundingMetadata");
        assertThat(events.getFirst()).isEqualTo(new ChatEvent.ResponseStarted(null, null, 1777924862));
    }

    @Test
    void a_host_that_cancels_has_failed() {
        ParlanceException error = error(
                Wire.decoded(events("{\"error\":{\"code\":499,\"message\":\"cancelled\",\"status\":\"CANCELLED\"}}")));

        assertThat(error.kind()).isEqualTo(ErrorKind.SERVER_FAILED);
    }
}
