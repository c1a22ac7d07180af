package dev.parlance.dialects.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import dev.parlance.dialects.shared.CarriedReasoning;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients get, plain and streamed. */
class AnswerTest {
    private static final ChatEvent STARTED = new ChatEvent.ResponseStarted("r1", "kimi", 1);
    private static final ChatEvent STOPPED =
            new ChatEvent.ResponseStopped(new StopReason(StopReason.Kind.STOP, "stop"));
    private static final ChatEvent ENDED = new ChatEvent.PartEnded(Members.NONE);
    private static final Usage USAGE = new Usage(10L, 4L, 2L, 7L, 5L, RawJson.ofText("{\"prompt_tokens\":10}"));

    private static ChatEvent text(String text) {
        return new ChatEvent.TextDelta(text);
    }

    private static ChatEvent thought(String text, Members payload) {
        return new ChatEvent.ReasoningDelta(text, "reasoning_content", payload);
    }

    private static ChatEvent[] call(int number, String id, String arguments) {
        return new ChatEvent[] {
            new ChatEvent.ToolCallStarted(number, id, "f" + number, Members.NONE),
            new ChatEvent.ToolCallDelta(number, arguments),
            new ChatEvent.ToolCallEnded(number)
        };
    }

    private static ChatEvent[] all(ChatEvent[]... some) {
        return List.of(some).stream().flatMap(Arrays::stream).toArray(ChatEvent[]::new);
    }

    private static ChatEvent[] some(ChatEvent... events) {
        return events;
    }

    private static List<JsonValue> parts(JsonObject answer) {
        JsonObject candidate = (JsonObject) answer.elements("candidates").getFirst();
        return Objects.requireNonNull(candidate.object("content")).elements("parts");
    }

    @Test
    void a_stream_looks_as_the_apis_own() {
        String stream = Wire.stream(
                Wire.EVENTS,
                Wire.FOREIGN,
                STARTED,
                text("Hel"),
                text("lo"),
                new ChatEvent.UsageReported(USAGE),
                STOPPED);

        assertThat(stream).isEqualTo("""
                data: {"candidates":[{"content":{"parts":[{"text":"Hel"}],"role":"model"},"index":0}],"modelVersion":"kimi","responseId":"r1"}

                data: {"candidates":[{"content":{"parts":[{"text":"lo"}],"role":"model"},"index":0}],"modelVersion":"kimi","responseId":"r1"}

                data: {"candidates":[{"content":{"parts":[{"text":""}],"role":"model"},"finishReason":"STOP","index":0}],\
                "usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":2,"totalTokenCount":17,"cachedContentTokenCount":4,\
                "thoughtsTokenCount":5},"modelVersion":"kimi","responseId":"r1"}

                """.replace("\n", "\r\n"));
    }

    @Test
    void an_array_is_json_at_its_end_and_says_the_same() {
        ChatEvent[] events = some(STARTED, text("Hel"), text("lo"), STOPPED);
        String array = Wire.stream(Wire.ARRAY, Wire.FOREIGN, events);

        assertThat(Json.parse(array))
                .isInstanceOfSatisfying(
                        JsonArray.class, all -> assertThat(all.elements()).hasSize(3));
        assertThat(Wire.decoded(array).text()).isEqualTo("Hello");
        assertThat(Wire.decoded(array).content())
                .isEqualTo(Wire.decoded(Wire.stream(Wire.EVENTS, Wire.FOREIGN, events))
                        .content());
    }

    @Test
    void a_failure_in_a_stream_is_bare_json_and_in_an_array_an_element() {
        ChatEvent failed = new ChatEvent.ResponseFailed(
                ParlanceException.of(ErrorKind.OVERLOADED, Failure.of("No capacity")), null);
        String events = Wire.stream(Wire.EVENTS, Wire.FOREIGN, STARTED, text("a"), failed);
        String array = Wire.stream(Wire.ARRAY, Wire.FOREIGN, STARTED, text("a"), failed);
        String atOnce = Wire.stream(Wire.ARRAY, Wire.FOREIGN, failed);

        assertThat(events)
                .contains("\r\n\r\n{\"error\":{\"code\":503,\"message\":\"No capacity\",\"status\":\"UNAVAILABLE\"");
        assertThat(events + array).doesNotContain("finishReason");
        assertThat(((JsonArray) Json.parse(array)).elements()).hasSize(2);
        assertThat(((JsonArray) Json.parse(atOnce)).elements()).hasSize(1);
        for (String stream : List.of(events, array, atOnce)) {
            assertThat(Wire.decoded(stream).error()).isInstanceOf(ParlanceException.Overloaded.class);
        }
    }

    @Test
    void calls_are_whole_and_keep_the_ids_that_they_have() {
        ChatEvent[] events = some(
                STARTED,
                new ChatEvent.ToolCallStarted(0, "call_a", "f", Members.NONE),
                new ChatEvent.ToolCallStarted(1, "", "g", Members.NONE),
                new ChatEvent.ToolCallDelta(0, "{\"x\""),
                new ChatEvent.ToolCallDelta(1, ""),
                new ChatEvent.ToolCallDelta(0, ":1}"),
                new ChatEvent.ToolCallEnded(0),
                new ChatEvent.ToolCallEnded(1),
                new ChatEvent.ResponseStopped(new StopReason(StopReason.Kind.TOOL_CALLS, "tool_calls")));

        assertThat(parts(Wire.whole(Wire.FOREIGN, events)))
                .extracting(Json::text)
                .containsExactly(
                        "{\"functionCall\":{\"id\":\"call_a\",\"name\":\"f\",\"args\":{\"x\":1}}}",
                        "{\"functionCall\":{\"name\":\"g\",\"args\":{}}}");
        ChatResponse streamed = Wire.decoded(Wire.stream(Wire.EVENTS, Wire.FOREIGN, events));
        assertThat(streamed.toolCalls()).extracting(Content.ToolCall::id).containsExactly("call_a", "");
        assertThat(streamed.stop()).isEqualTo(new StopReason(StopReason.Kind.TOOL_CALLS, "STOP"));
    }

    @Test
    void a_call_that_never_ended_is_not_shown() {
        String stream = Wire.stream(
                Wire.EVENTS,
                Wire.FOREIGN,
                STARTED,
                new ChatEvent.ToolCallStarted(0, "a", "f", Members.NONE),
                new ChatEvent.ToolCallDelta(0, "{\"x\":1}"),
                new ChatEvent.ResponseFailed(
                        ParlanceException.of(ErrorKind.STREAM_TRUNCATED, Failure.of("cut")), null));

        assertThat(stream).doesNotContain("functionCall");
    }

    @Test
    void reasoning_of_another_host_comes_back_as_it_was_issued() {
        Members details = Wire.member("reasoning_details", "[{\"index\":0,\"type\":\"t\",\"text\":\"Hm\"}]");
        Members more = Wire.member("reasoning_details", "[{\"index\":0,\"type\":\"t\",\"text\":\" hm\"}]");
        ChatEvent[] events =
                all(some(STARTED, thought("I ", details), thought("think.", more)), call(0, "a", "{}"), some(STOPPED));
        Content issued = new Content.Reasoning(
                "I think.",
                "moonshot",
                "reasoning_content",
                Wire.member("reasoning_details", "[{\"index\":0,\"type\":\"t\",\"text\":\"Hm hm\"}]"));

        assertThat(returned(Wire.history(Wire.stream(Wire.EVENTS, Wire.FOREIGN, events))))
                .startsWith(issued);
        assertThat(returned(content(Wire.whole(Wire.FOREIGN, events)))).startsWith(issued);
    }

    @Test
    void a_client_that_drops_thoughts_still_returns_what_the_host_wants_back() {
        Members signature = Wire.member("signature", "\"sig\"");
        String history = Wire.history(Wire.stream(
                Wire.EVENTS,
                new Origin("anthropic", "anthropic-messages"),
                all(some(STARTED, thought("I think.", signature)), call(0, "a", "{}"), some(STOPPED))));
        JsonObject content = Wire.json(history);
        List<JsonValue> kept = content.elements("parts").stream()
                .filter(part -> ((JsonObject) part).get("thought") == null)
                .toList();

        assertThat(returned(Json.text(content.with("parts", new JsonArray(kept)))))
                .startsWith(new Content.Reasoning("", "anthropic", "reasoning_content", signature));
    }

    @Test
    void every_piece_of_reasoning_has_its_own_seal_and_place() {
        Members first = Wire.member("signature", "\"one\"");
        Members second = Wire.member("data", "\"two\"");
        ChatEvent[] events = all(
                some(STARTED, thought("First.", Members.NONE), thought("", first), ENDED, thought("", second), ENDED),
                some(text("Between."), ENDED, thought("Last.", Members.NONE), ENDED),
                some(STOPPED));
        List<Content> expected = List.of(
                new Content.Reasoning("First.", "anthropic", "reasoning_content", first),
                new Content.Reasoning("", "anthropic", "reasoning_content", second),
                new Content.Text("Between."),
                new Content.Reasoning("Last.", "anthropic", "reasoning_content", Members.NONE));
        Origin origin = new Origin("anthropic", "anthropic-messages");

        assertThat(returned(Wire.history(Wire.stream(Wire.EVENTS, origin, events))))
                .isEqualTo(expected);
        assertThat(returned(content(Wire.whole(origin, events)))).isEqualTo(expected);
    }

    @Test
    void a_seal_stands_on_what_is_written_first_after_its_thought() {
        Members two = Wire.member("details", "2");
        List<Content> returned = returned(Wire.history(Wire.stream(
                Wire.EVENTS,
                Wire.FOREIGN,
                STARTED,
                thought("One.", Wire.member("details", "1")),
                new ChatEvent.ToolCallStarted(0, "a", "f", Members.NONE),
                thought("Two.", two),
                new ChatEvent.ToolCallStarted(1, "b", "g", Members.NONE),
                text("Meanwhile."),
                new ChatEvent.ToolCallEnded(0),
                new ChatEvent.ToolCallEnded(1),
                STOPPED)));

        assertThat(returned)
                .startsWith(
                        new Content.Reasoning("One.", "moonshot", "reasoning_content", Wire.member("details", "1")),
                        new Content.Reasoning("Two.", "moonshot", "reasoning_content", two),
                        new Content.Text("Meanwhile."))
                .hasSize(5);
    }

    @Test
    void an_explicitly_empty_reasoning_is_carried() {
        ChatEvent[] events = all(some(STARTED, thought("", Members.NONE)), call(0, "a", "{}"), some(STOPPED));

        assertThat(returned(Wire.history(Wire.stream(Wire.EVENTS, Wire.FOREIGN, events))))
                .startsWith(new Content.Reasoning("", "moonshot", "reasoning_content", Members.NONE));
    }

    @Test
    void a_payload_that_trails_its_thought_comes_back_whole() {
        Members details = Wire.member("reasoning_details", "[{\"index\":0,\"type\":\"t\",\"text\":\"a\"}]");
        Members trailing = Wire.member("reasoning_details", "[{\"index\":1,\"type\":\"u\",\"data\":\"b\"}]");
        List<Content> returned = returned(Wire.history(Wire.stream(
                Wire.EVENTS,
                Wire.FOREIGN,
                STARTED,
                thought("T", details),
                text("Answer"),
                thought("", trailing),
                STOPPED)));

        assertThat(returned.getLast())
                .isEqualTo(
                        new Content.Reasoning(
                                "",
                                "moonshot",
                                "reasoning_content",
                                Wire.member(
                                        "reasoning_details",
                                        "[{\"index\":0,\"type\":\"t\",\"text\":\"a\"},{\"index\":1,\"type\":\"u\",\"data\":\"b\"}]")));
    }

    @Test
    void signatures_of_the_dialect_are_written_as_they_are() {
        Members signature = Wire.member("thoughtSignature", "\"s\"");
        JsonObject answer = Wire.whole(
                Wire.OWN,
                STARTED,
                new ChatEvent.ReasoningDelta("Hm.", null, Members.NONE),
                ENDED,
                new ChatEvent.ReasoningDelta("", null, signature),
                ENDED,
                text("so"),
                STOPPED);

        assertThat(parts(answer))
                .extracting(Json::text)
                .containsExactly("{\"text\":\"Hm.\",\"thought\":true}", "{\"text\":\"so\",\"thoughtSignature\":\"s\"}");
        assertThat(CarriedReasoning.open("s")).isNull();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            STOP           | stop           | STOP
            LENGTH         | length         | MAX_TOKENS
            TOOL_CALLS     | tool_calls     | STOP
            CONTENT_FILTER | content_filter | SAFETY
            OTHER          | odd            | OTHER
            OTHER          | -              | STOP
            """)
    void every_reason_has_a_word(StopReason.Kind kind, @Nullable String raw, String word) {
        ChatEvent stopped = new ChatEvent.ResponseStopped(new StopReason(kind, raw));
        JsonObject candidate = (JsonObject) Wire.whole(Wire.FOREIGN, STARTED, text("a"), stopped)
                .elements("candidates")
                .getFirst();

        assertThat(candidate.text("finishReason")).isEqualTo(word);
        assertThat(Wire.stream(Wire.EVENTS, Wire.FOREIGN, STARTED, stopped))
                .contains("\"finishReason\":\"" + word + "\"");
    }

    @Test
    void a_refusal_is_text_and_media_are_bytes() {
        JsonObject answer = Wire.whole(
                Wire.FOREIGN,
                STARTED,
                new ChatEvent.RefusalDelta("I will not."),
                new ChatEvent.PartReceived(
                        new Content.Media(Content.Media.Kind.IMAGE, "data:image/png;base64,AAAA", Members.NONE)),
                new ChatEvent.PartReceived(new Content.Opaque("openai-responses", "output", RawJson.EMPTY_OBJECT)),
                new ChatEvent.PartReceived(
                        new Content.Opaque("gemini", "part", RawJson.ofText("{\"executableCode\":{}}"))),
                STOPPED);

        assertThat(parts(answer))
                .extracting(Json::text)
                .containsExactly(
                        "{\"text\":\"I will not.\"}",
                        "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AAAA\"}}",
                        "{\"executableCode\":{}}");
    }

    @Test
    void members_of_the_dialect_come_back_and_of_others_only_what_filters_found() {
        ChatEvent grounding =
                new OpaqueReceived(OpaqueReceived.Place.CHOICE, "groundingMetadata", RawJson.ofText("{\"a\":1}"));
        ChatEvent filters =
                new OpaqueReceived(OpaqueReceived.Place.RESPONSE, "prompt_filter_results", RawJson.ofText("[1]"));
        ChatEvent fingerprint =
                new OpaqueReceived(OpaqueReceived.Place.RESPONSE, "system_fingerprint", RawJson.ofText("\"x\""));

        String own = Wire.stream(Wire.EVENTS, Wire.OWN, STARTED, grounding, text("a"), STOPPED);
        String foreign = Wire.stream(Wire.EVENTS, Wire.FOREIGN, STARTED, filters, fingerprint, text("a"), STOPPED);
        JsonObject whole = Wire.whole(Wire.FOREIGN, STARTED, filters, fingerprint, text("a"), STOPPED);

        assertThat(own).containsOnlyOnce("\"index\":0,\"groundingMetadata\":{\"a\":1}}]");
        assertThat(foreign).containsOnlyOnce("\"prompt_filter_results\":[1]").doesNotContain("system_fingerprint");
        assertThat(whole.elements("prompt_filter_results")).hasSize(1);
        assertThat(whole.get("system_fingerprint")).isNull();
    }

    @Test
    void counts_of_the_dialect_are_its_own_unless_they_are_those_of_several_answers() {
        Usage own = UsageReader.read(
                Wire.json("{\"promptTokenCount\":3,\"candidatesTokenCount\":2,\"trafficType\":\"X\"}"));

        assertThat(Wire.whole(Wire.OWN, STARTED, text("a"), new ChatEvent.UsageReported(own), STOPPED)
                        .get("usageMetadata"))
                .isEqualTo(Wire.json("{\"promptTokenCount\":3,\"candidatesTokenCount\":2,\"trafficType\":\"X\"}"));
        assertThat(Wire.whole(Wire.OWN, STARTED, text("a"), new ChatEvent.UsageReported(own.plus(own)), STOPPED)
                        .get("usageMetadata"))
                .isEqualTo(Wire.json("{\"promptTokenCount\":6,\"candidatesTokenCount\":4,\"totalTokenCount\":10}"));
    }

    @Test
    void an_error_has_code_status_and_the_wait() {
        Failure failure = new Failure(
                "Too many requests.", null, null, null, null, 429, Duration.ofMillis(34_500), null, null, null);
        ParlanceException error = ParlanceException.of(ErrorKind.RATE_LIMITED, failure);

        assertThat(new GeminiInbound().status(error)).isEqualTo(429);
        assertThat(new String(new GeminiInbound().encodeError(error), StandardCharsets.UTF_8))
                .isEqualTo("""
                {"error":{"code":429,"message":"Too many requests.","status":"RESOURCE_EXHAUSTED","details":[\
                {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"RATE_LIMITED","domain":"parlance"},\
                {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.5s"}]}}""");
    }

    private static String content(JsonObject answer) {
        JsonObject candidate = (JsonObject) answer.elements("candidates").getFirst();
        return Json.text(Objects.requireNonNull(candidate.object("content")));
    }

    /** What a request says that hands back that content. */
    private static List<Content> returned(String content) {
        ChatRequest request =
                Wire.read("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}," + content + "]}");
        return request.messages().getLast().content().stream()
                .map(part -> part instanceof Content.ToolCall call
                        ? new Content.ToolCall(call.id(), call.name(), call.arguments())
                        : part)
                .filter(part -> !(part instanceof Content.Text(String text, Members extra) && text.isEmpty()))
                .toList();
    }
}
