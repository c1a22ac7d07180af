package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.json;
import static dev.parlance.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxHost;
import dev.parlance.sandbox.host.SandboxRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Chats with a host itself, without HTTP. Bodies are written with single quotes; a typographic apostrophe stands for a real one. */
final class HostChat {
    private final SandboxHost host;
    private final Map<String, String> headers;

    HostChat(SandboxHost host) {
        this(host, Map.of("authorization", "Bearer sk-test"));
    }

    HostChat(SandboxHost host, Map<String, String> headers) {
        this.host = host;
        this.headers = headers;
    }

    /** The same host, asked with one header changed; an empty value leaves the header out. */
    HostChat with(String header, String value) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.put(header, value);
        changed.values().removeIf(String::isEmpty);
        return new HostChat(host, changed);
    }

    SandboxAnswer send(String method, String path, String body) {
        return host.answer(
                new SandboxRequest(method, path, "", headers, json(body).getBytes(StandardCharsets.UTF_8)));
    }

    SandboxAnswer chat(String body) {
        return send("POST", "/chat/completions", body);
    }

    SandboxAnswer chat(JsonObject body) {
        return host.answer(new SandboxRequest(
                "POST", "/chat/completions", "", headers, Json.text(body).getBytes(StandardCharsets.UTF_8)));
    }

    void refused(String body, int status, String expected) {
        SandboxAnswer answer = chat(body);
        assertThat(answer.body()).isEqualTo(json(expected));
        assertThat(answer.status()).isEqualTo(status);
    }

    /** Checks that the host refuses, and that its answer holds these words. */
    void objects(SandboxAnswer answer, int status, String words) {
        assertThat(answer.body()).contains(words);
        assertThat(answer.status()).isEqualTo(status);
    }

    void accepted(String body) {
        accepted(chat(body));
    }

    void accepted(SandboxAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    JsonObject answer(String body) {
        SandboxAnswer answer = chat(body);
        accepted(answer);
        return object(answer.body());
    }

    /** The message of the first choice of a plain answer. */
    JsonObject message(String body) {
        return SandboxClient.member(SandboxClient.choice(answer(body)), "message");
    }

    List<JsonObject> chunks(String body) {
        SandboxAnswer answer = chat(body);
        accepted(answer);
        assertThat(answer.streamed()).isTrue();
        return SandboxClient.events(answer.body());
    }

    /** The deltas of the first choices. */
    static List<JsonObject> deltas(List<JsonObject> chunks) {
        List<JsonObject> deltas = new ArrayList<>();
        for (JsonObject chunk : chunks) {
            for (JsonValue choice : chunk.elements("choices")) {
                deltas.add(SandboxClient.member((JsonObject) choice, "delta"));
            }
        }
        return deltas;
    }

    /** The body with these messages behind its own. */
    static JsonObject continued(String body, JsonValue... more) {
        JsonObject first = object(json(body));
        List<JsonValue> messages = new ArrayList<>(first.elements("messages"));
        messages.addAll(List.of(more));
        return first.with("messages", new JsonArray(messages));
    }

    /** The results of all calls of a message. */
    static List<JsonValue> results(JsonObject message) {
        List<JsonValue> results = new ArrayList<>();
        for (JsonValue call : message.elements("tool_calls")) {
            String id = Objects.requireNonNull(((JsonObject) call).text("id"));
            results.add(JsonValue.object(
                    "role", JsonValue.of("tool"), "tool_call_id", new JsonString(id), "content", JsonValue.of("12")));
        }
        return results;
    }

    /** The body, a message and the results of its calls. */
    static JsonObject looped(String body, JsonObject message) {
        List<JsonValue> more = new ArrayList<>();
        more.add(message);
        more.addAll(results(message));
        return continued(body, more.toArray(JsonValue[]::new));
    }
}
