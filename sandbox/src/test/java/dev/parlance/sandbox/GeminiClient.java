package dev.parlance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.gemini.GeminiHost;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Talks to the simulated Gemini host without a server. Bodies are written with single quotes. */
final class GeminiClient {
    static final GeminiHost HOST = new GeminiHost();
    static final String HELLO = "'contents':[{'role':'user','parts':[{'text':'hello'}]}]";
    static final String TOOLS = """
            'tools':[{'functionDeclarations':[{'name':'weather','parameters':{'type':'OBJECT','properties':{
             'city':{'type':'STRING'}},'required':['city']}},{'name':'clock'}]}]""";

    private GeminiClient() {}

    static SandboxAnswer send(String method, String path, String query, Map<String, String> more, String body) {
        Map<String, String> headers =
                new HashMap<>(Map.of("x-goog-api-key", "test", "content-type", "application/json"));
        headers.putAll(more);
        headers.values().removeIf(String::isEmpty);
        return HOST.answer(new SandboxRequest(method, path, query, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    static SandboxAnswer generate(String model, String members) {
        return send(
                "POST",
                "/v1beta/models/" + model + ":generateContent",
                "",
                Map.of(),
                SandboxClient.json("{" + members + "}"));
    }

    static SandboxAnswer stream(String model, String members, String query) {
        return send(
                "POST",
                "/v1beta/models/" + model + ":streamGenerateContent",
                query,
                Map.of(),
                SandboxClient.json("{" + members + "}"));
    }

    static JsonObject accepted(String model, String members) {
        SandboxAnswer answer = generate(model, members);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return SandboxClient.object(answer.body());
    }

    static void refused(String model, String members, String message) {
        refused(generate(model, members), 400, "INVALID_ARGUMENT", message);
    }

    static void refused(SandboxAnswer answer, int status, String word, String message) {
        JsonObject error =
                Objects.requireNonNull(SandboxClient.object(answer.body()).object("error"), answer.body());
        assertThat(error.text("message")).isEqualTo(message.replace('’', '\''));
        assertThat(error.text("status")).isEqualTo(word);
        assertThat(number(error, "code")).isEqualTo(status);
        assertThat(answer.status()).isEqualTo(status);
    }

    /** The parts of the first candidate. */
    static List<JsonObject> parts(JsonObject answer) {
        List<JsonObject> parts = new ArrayList<>();
        JsonObject content = SandboxClient.member(candidate(answer), "content");
        content.elements("parts").forEach(part -> parts.add((JsonObject) part));
        return parts;
    }

    static JsonObject candidate(JsonObject answer) {
        return (JsonObject) answer.elements("candidates").getFirst();
    }

    /** The events of a stream with {@code alt=sse}. */
    static List<JsonObject> events(String model, String members) {
        SandboxAnswer answer = stream(model, members, "alt=sse");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<JsonObject> events = new ArrayList<>();
        for (String frame : answer.body().split("\r\n\r\n")) {
            events.add(SandboxClient.object(frame.substring("data: ".length())));
        }
        return events;
    }

    /** What the model said and what its calls gave, after the user's hello, as contents. */
    static String loop(List<JsonObject> said) {
        StringBuilder results = new StringBuilder();
        for (JsonObject part : said) {
            JsonObject call = part.object("functionCall");
            if (call != null) {
                results.append(results.isEmpty() ? "" : ",")
                        .append("{'functionResponse':{'name':'")
                        .append(call.text("name"))
                        .append("','response':{'result':'12 degrees'}}}");
            }
        }
        String parts = Json.text(new JsonArray(List.<JsonValue>copyOf(said)));
        return "'contents':[{'role':'user','parts':[{'text':'hello'}]},{'role':'model','parts':" + parts
                + "},{'role':'user','parts':[" + results + "]}]";
    }

    static long number(JsonObject object, String name) {
        return Objects.requireNonNull(((JsonNumber) Objects.requireNonNull(object.get(name), name)).wholeNumber());
    }
}
