package dev.parlance.sandbox;

import static dev.parlance.sandbox.GeminiClient.HELLO;
import static dev.parlance.sandbox.GeminiClient.TOOLS;
import static dev.parlance.sandbox.GeminiClient.accepted;
import static dev.parlance.sandbox.GeminiClient.candidate;
import static dev.parlance.sandbox.GeminiClient.events;
import static dev.parlance.sandbox.GeminiClient.generate;
import static dev.parlance.sandbox.GeminiClient.number;
import static dev.parlance.sandbox.GeminiClient.parts;
import static dev.parlance.sandbox.GeminiClient.refused;
import static dev.parlance.sandbox.GeminiClient.send;
import static dev.parlance.sandbox.GeminiClient.stream;
import static dev.parlance.sandbox.SandboxClient.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxAnswer.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers, plain and streamed: members, counts, ends, errors that were asked for, and the other routes. */
class GeminiAnswerTest {
    private static final String THOUGHTS = ",'generationConfig':{'thinkingConfig':{'includeThoughts':true}}";

    @Test
    void an_answer_has_the_members_of_the_wire() {
        JsonObject answer = accepted("gemini-2.5-flash", HELLO);
        assertThat(answer.members().keySet())
                .containsExactly("candidates", "usageMetadata", "modelVersion", "responseId");
        assertThat(candidate(answer).text("finishReason")).isEqualTo("STOP");
        assertThat(answer.text("modelVersion")).isEqualTo("gemini-2.5-flash");
        assertThat(accepted("gemini-flash-latest", HELLO).text("modelVersion")).isEqualTo("gemini-3.7-flash");
        assertThat(accepted("gemini-2.5-flash", HELLO)).isEqualTo(answer);
        assertThat(generate("gemini-2.5-flash", HELLO).body()).startsWith("{\n  \"candidates\": [\n");
    }

    @Test
    void thoughts_are_counted_beside_the_candidates() {
        JsonObject usage = member(accepted("gemini-2.5-flash", HELLO), "usageMetadata");
        long sum = number(usage, "promptTokenCount")
                + number(usage, "candidatesTokenCount")
                + number(usage, "thoughtsTokenCount");
        assertThat(number(usage, "totalTokenCount")).isEqualTo(sum);
        assertThat(usage.get("cachedContentTokenCount")).isNull();
    }

    @Test
    void earlier_turns_are_read_from_the_cache() {
        String talk = "'contents':[{'role':'user','parts':[{'text':'hello'}]},{'role':'model','parts':[{'text':'a'}]},"
                + "{'role':'user','parts':[{'text':'b'}]}]";
        JsonObject usage = member(accepted("gemini-2.5-flash", talk), "usageMetadata");
        assertThat(number(usage, "cachedContentTokenCount")).isPositive().isLessThan(number(usage, "promptTokenCount"));
    }

    @Test
    void a_call_finishes_with_stop_and_a_note() {
        JsonObject answer = accepted("gemini-3.6-flash", HELLO + "," + TOOLS);
        assertThat(candidate(answer).text("finishReason")).isEqualTo("STOP");
        assertThat(candidate(answer).text("finishMessage")).isEqualTo("Model generated function call(s).");
    }

    @Test
    void the_choice_is_followed() {
        String any = ",'toolConfig':{'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['clock']}}";
        JsonObject call = member(
                parts(accepted("gemini-2.5-flash", HELLO + "," + TOOLS + any)).getFirst(), "functionCall");
        assertThat(call.text("name")).isEqualTo("clock");
        assertThat(member(call, "args")).isEqualTo(JsonObject.EMPTY);
        String none = ",'toolConfig':{'functionCallingConfig':{'mode':'NONE'}}";
        assertThat(parts(accepted("gemini-2.5-flash", HELLO + "," + TOOLS + none))
                        .getFirst()
                        .text("text"))
                .isNotEmpty();
    }

    @Test
    void a_budget_ends_an_answer_even_within_its_thoughts() {
        JsonObject short1 = accepted("gemini-2.5-flash", HELLO + ",'generationConfig':{'maxOutputTokens':20}");
        assertThat(candidate(short1).text("finishReason")).isEqualTo("MAX_TOKENS");
        JsonObject none = accepted("gemini-2.5-flash", HELLO + ",'generationConfig':{'maxOutputTokens':2}");
        assertThat(member(candidate(none), "content")).isEqualTo(SandboxClient.object("{\"role\":\"model\"}"));
        assertThat(candidate(none).text("finishReason")).isEqualTo("MAX_TOKENS");
        assertThat(member(none, "usageMetadata").get("candidatesTokenCount")).isNull();
    }

    @Test
    void a_stop_sequence_ends_an_answer() {
        JsonObject answer = accepted("gemini-2.5-flash", HELLO + ",'generationConfig':{'stopSequences':['simulated']}");
        assertThat(parts(answer).getFirst().text("text")).endsWith("This is a ");
    }

    @Test
    void several_candidates_are_numbered() {
        JsonObject answer = accepted("gemini-2.5-flash", HELLO + ",'generationConfig':{'candidateCount':2}");
        assertThat(answer.elements("candidates")).hasSize(2);
        assertThat(((JsonObject) answer.elements("candidates").getLast()).get("index"))
                .isEqualTo(JsonValue.of(1));
    }

    @Test
    void an_answer_fits_its_schema() {
        for (String schema : List.of(
                "'responseSchema':{'type':'OBJECT','properties':{'age':{'type':'INTEGER'}}}",
                "'responseJsonSchema':{'type':'object','properties':{'age':{'type':'integer'}}}")) {
            JsonObject answer = accepted(
                    "gemini-2.5-flash",
                    HELLO + ",'generationConfig':{'responseMimeType':'application/json'," + schema + "}");
            assertThat(parts(answer).getFirst().text("text")).isEqualTo("{\"age\":2}");
        }
    }

    @Test
    void a_blocked_prompt_has_no_candidate() {
        JsonObject blocked = accepted("gemini-2.5-flash", said("[[content-filter]]"));
        assertThat(blocked.get("candidates")).isNull();
        assertThat(member(blocked, "promptFeedback").text("blockReason")).isEqualTo("PROHIBITED_CONTENT");
        assertThat(events("gemini-2.5-flash", said("[[content-filter]]"))).hasSize(1);
    }

    @Test
    void a_call_can_be_malformed() {
        JsonObject answer = accepted("gemini-2.5-flash", said("[[malformed-call]]") + "," + TOOLS);
        assertThat(candidate(answer).text("finishReason")).isEqualTo("MALFORMED_FUNCTION_CALL");
        assertThat(member(candidate(answer), "content")).isEqualTo(JsonObject.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemini-2.5-flash", "gemini-3.6-flash"})
    void a_stream_says_what_the_plain_answer_says(String model) {
        JsonObject plain = accepted(model, HELLO + THOUGHTS);
        List<JsonObject> events = events(model, HELLO + THOUGHTS);
        assertThat(joined(events, true)).isEqualTo(parts(plain).getFirst().text("text"));
        assertThat(joined(events, false)).isEqualTo(parts(plain).getLast().text("text"));
        JsonObject usage = member(events.getLast(), "usageMetadata");
        assertThat(usage).isEqualTo(member(plain, "usageMetadata"));
        assertThat(events).allMatch(event -> event.get("usageMetadata") != null);
    }

    @Test
    void from_the_third_generation_on_the_end_is_a_chunk_of_its_own_with_the_signature() {
        JsonObject last = events("gemini-3.6-flash", HELLO).getLast();
        assertThat(parts(last).getFirst().text("text")).isEmpty();
        assertThat(parts(last).getFirst().text("thoughtSignature")).isNotEmpty();
        assertThat(candidate(last).text("finishReason")).isEqualTo("STOP");
        JsonObject before = events("gemini-2.5-flash", HELLO).getLast();
        assertThat(parts(before).getFirst().text("text")).isNotEmpty();
        assertThat(candidate(before).text("finishReason")).isEqualTo("STOP");
    }

    @Test
    void calls_come_whole_with_their_signature() {
        List<JsonObject> events = events("gemini-3.6-flash", HELLO + "," + TOOLS);
        assertThat(events).hasSize(2);
        assertThat(parts(events.getFirst()).getFirst().text("thoughtSignature")).isNotEmpty();
        assertThat(member(member(parts(events.getFirst()).getFirst(), "functionCall"), "args")
                        .text("city"))
                .isEqualTo("Zürich");
        assertThat(parts(events.getLast()).getFirst().get("thoughtSignature")).isNull();
    }

    @Test
    void events_end_in_the_line_ends_of_the_web() {
        SandboxAnswer answer = stream("gemini-2.5-flash", HELLO, "alt=sse");
        assertThat(answer.headers()).containsEntry("content-type", "text/event-stream");
        assertThat(answer.chunks())
                .allSatisfy(
                        chunk -> assertThat(chunk.text()).startsWith("data: {").endsWith("}\r\n\r\n"));
    }

    @Test
    void without_events_a_stream_is_an_array_that_grows() {
        SandboxAnswer answer = stream("gemini-2.5-flash", HELLO, "");
        assertThat(answer.headers()).containsEntry("content-type", "application/json; charset=UTF-8");
        assertThat(answer.streamed()).isTrue();
        List<JsonValue> chunks = ((JsonArray) Json.parse(answer.body())).elements();
        assertThat(chunks).isEqualTo(List.<JsonValue>copyOf(events("gemini-2.5-flash", HELLO)));
    }

    @Test
    void refusals_of_streams_have_two_forms() {
        SandboxAnswer events = stream("gemini-9", HELLO, "alt=sse");
        assertThat(events.status()).isEqualTo(404);
        assertThat(events.headers()).containsEntry("content-type", "text/event-stream");
        assertThat(SandboxClient.object(events.body()).object("error")).isNotNull();
        SandboxAnswer array = stream("gemini-9", HELLO, "");
        assertThat(((JsonArray) Json.parse(array.body())).elements()).hasSize(1);
    }

    @Test
    void an_error_within_a_stream_stands_bare() {
        SandboxAnswer answer = stream("gemini-2.5-flash", said("[[error-in-stream]]"), "alt=sse");
        assertThat(answer.status()).isEqualTo(200);
        String last = answer.chunks().getLast().text();
        JsonObject error = member(SandboxClient.object(last), "error");
        assertThat(error.text("status")).isEqualTo("UNAVAILABLE");
        assertThat(answer.body()).doesNotContain("finishReason");
        SandboxAnswer array = stream("gemini-2.5-flash", said("[[error-in-stream]]"), "");
        List<JsonValue> chunks = ((JsonArray) Json.parse(array.body())).elements();
        assertThat(((JsonObject) chunks.getLast()).object("error")).isEqualTo(error);
        assertThat(generate("gemini-2.5-flash", said("[[error-in-stream]]")).status())
                .isEqualTo(500);
    }

    @Test
    void the_end_can_be_missing_or_torn() {
        for (String model : List.of("gemini-2.5-flash", "gemini-3.6-flash")) {
            SandboxAnswer answer = stream(model, said("[[done-missing]]"), "alt=sse");
            assertThat(answer.body()).doesNotContain("finishReason").contains("candidates");
        }
        assertThat(stream("gemini-2.5-flash", said("[[cut]]"), "alt=sse").ending())
                .isEqualTo(Ending.CUT);
        assertThat(stream("gemini-2.5-flash", said("[[slow 20ms]]"), "").chunks())
                .allMatch(chunk -> chunk.delay().equals(Duration.ofMillis(20)));
        assertThat(events("gemini-2.5-flash", said("[[tokens 400]]"))).hasSize(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    400         | 400 | INVALID_ARGUMENT   | the sandbox was asked for status 400
                    400 context | 400 | INVALID_ARGUMENT   | The input token count (1049810) exceeds the maximum number of tokens allowed (1048576).
                    403         | 403 | PERMISSION_DENIED  | Method doesn’t allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.
                    429 overloaded | 429 | RESOURCE_EXHAUSTED | Resource has been exhausted (e.g. check quota).
                    500         | 500 | INTERNAL           | An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting
                    503         | 503 | UNAVAILABLE        | The model is overloaded. Please try again later.
                    504         | 504 | DEADLINE_EXCEEDED  | Deadline expired before operation could complete.
                    """, quoteCharacter = '\0')
    void errors_have_their_words(String fault, int status, String word, String message) {
        refused(generate("gemini-2.5-flash", said("[[status " + fault + "]]")), status, word, message);
    }

    @Test
    void a_rate_limit_says_in_its_details_how_long_to_wait() {
        SandboxAnswer limited = generate("gemini-2.5-flash", said("[[status 429]]"));
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.headers()).doesNotContainKey("retry-after");
        List<JsonValue> details =
                member(SandboxClient.object(limited.body()), "error").elements("details");
        assertThat(((JsonObject) details.getLast()).text("retryDelay")).isEqualTo("1.5s");
        assertThat(generate("gemini-2.5-flash", said("[[status 429 quota]]")).body())
                .contains("GenerateRequestsPerDayPerProjectPerModel")
                .doesNotContain("RetryInfo");
    }

    @Test
    void tokens_are_counted_without_an_answer() {
        String path = "/v1beta/models/gemini-2.5-flash:countTokens";
        SandboxAnswer alone = send("POST", path, "", Map.of(), SandboxClient.json("{" + HELLO + "}"));
        SandboxAnswer whole = send(
                "POST",
                path,
                "",
                Map.of(),
                SandboxClient.json("{'generateContentRequest':{" + HELLO + "," + TOOLS + "}}"));
        assertThat(number(SandboxClient.object(alone.body()), "totalTokens"))
                .isPositive()
                .isLessThan(number(SandboxClient.object(whole.body()), "totalTokens"));
        refused(
                send("POST", path, "", Map.of(), SandboxClient.json("{" + HELLO + "," + TOOLS + "}")),
                400,
                "INVALID_ARGUMENT",
                "Invalid JSON payload received. Unknown name \"tools\": Cannot find field.");
    }

    @Test
    void models_are_listed_and_described() {
        JsonObject list = SandboxClient.object(
                send("GET", "/v1beta/models", "", Map.of(), "").body());
        List<String> names = new ArrayList<>();
        list.elements("models").forEach(model -> names.add(((JsonObject) model).text("name")));
        assertThat(names)
                .containsExactlyElementsOf(GeminiClient.HOST.models().stream()
                        .map(id -> "models/" + id)
                        .toList());
        assertThat(SandboxClient.object(send("GET", "/models/gemini-2.5-pro", "", Map.of(), "")
                                .body())
                        .text("name"))
                .isEqualTo("models/gemini-2.5-pro");
    }

    private static String joined(List<JsonObject> events, boolean thoughts) {
        StringBuilder joined = new StringBuilder();
        for (JsonObject event : events) {
            for (JsonObject part : parts(event)) {
                joined.append((part.get("thought") != null) == thoughts ? part.text("text") : "");
            }
        }
        return joined.toString();
    }

    private static String said(String text) {
        return "'contents':[{'role':'user','parts':[{'text':'" + text + "'}]}]";
    }
}
