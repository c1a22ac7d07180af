package dev.parlance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Talks to a sandbox over real HTTP. Bodies are written with single quotes. */
final class SandboxClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final SandboxServer server;

    SandboxClient(SandboxServer server) {
        this.server = server;
    }

    /** JSON text from text with single quotes; a typographic apostrophe stands for a real one. */
    static String json(String quoted) {
        return quoted.replace('\'', '"').replace('’', '\'');
    }

    /** The hosts that speak Chat Completions. */
    static List<String> chatHosts() {
        return SandboxServer.hosts().stream()
                .filter(host -> !host.equals("anthropic") && !host.equals("gemini"))
                .toList();
    }

    HttpRequest.Builder request(String host, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.baseUrl(host) + path))
                .header("content-type", "application/json")
                .header(host.equals("azure-foundry") ? "api-key" : "authorization", key(host));
        return host.equals("github-copilot")
                ? request.header("editor-version", "vscode/1.104.1").header("copilot-integration-id", "vscode-chat")
                : request;
    }

    private static String key(String host) {
        return host.equals("azure-foundry") ? "sk-test" : "Bearer sk-test";
    }

    HttpResponse<String> chat(String host, String body) {
        return send(request(host, "/chat/completions")
                .POST(HttpRequest.BodyPublishers.ofString(json(body)))
                .build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /** The body of a streamed answer as it comes in. */
    HttpResponse<InputStream> open(String host, String body) throws IOException, InterruptedException {
        HttpRequest request = request(host, "/chat/completions")
                .POST(HttpRequest.BodyPublishers.ofString(json(body)))
                .build();
        return HTTP.send(request, BodyHandlers.ofInputStream());
    }

    /** The answer's body, after a look at the status. */
    JsonObject answer(String host, String body) {
        HttpResponse<String> response = chat(host, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return object(response.body());
    }

    /** The message of the first choice of a plain answer. */
    JsonObject message(String host, String body) {
        return member(choice(answer(host, body)), "message");
    }

    /** The chunks of a streamed answer that must end with the end marker, where the host has one. */
    List<JsonObject> chunks(String host, String body) {
        HttpResponse<String> response = chat(host, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(response.body().endsWith("data: [DONE]\n\n")).as(host).isEqualTo(!host.equals("minimax"));
        return events(response.body());
    }

    /** The JSON events in the text of a stream. */
    static List<JsonObject> events(String stream) {
        List<JsonObject> events = new ArrayList<>();
        for (String line : stream.split("\n", -1)) {
            if (line.startsWith("data: {")) {
                events.add(object(line.substring("data: ".length())));
            }
        }
        return events;
    }

    /** All of one text member of the deltas, joined. */
    static String joined(List<JsonObject> chunks, String name) {
        StringBuilder text = new StringBuilder();
        for (JsonObject chunk : chunks) {
            for (JsonValue choice : chunk.elements("choices")) {
                JsonObject delta = ((JsonObject) choice).object("delta");
                String part = delta == null ? null : delta.text(name);
                text.append(part == null ? "" : part);
            }
        }
        return text.toString();
    }

    /** The finish reasons of the chunks, in order. */
    static List<String> finishes(List<JsonObject> chunks) {
        List<String> finishes = new ArrayList<>();
        for (JsonObject chunk : chunks) {
            for (JsonValue choice : chunk.elements("choices")) {
                String finish = ((JsonObject) choice).text("finish_reason");
                if (finish != null) {
                    finishes.add(finish);
                }
            }
        }
        return finishes;
    }

    static JsonObject choice(JsonObject answer) {
        return (JsonObject) answer.elements("choices").getFirst();
    }

    static JsonObject member(JsonObject object, String name) {
        return Objects.requireNonNull(object.object(name), name);
    }

    static JsonObject object(String json) {
        return (JsonObject) Json.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Checks that the host refuses the body with exactly this status and this body. */
    void refused(String host, String body, int status, String expected) {
        HttpResponse<String> response = chat(host, body);
        assertThat(response.body()).isEqualTo(json(expected));
        assertThat(response.statusCode()).isEqualTo(status);
    }

    /** Checks that the host answers. */
    void accepted(String host, String body) {
        HttpResponse<String> response = chat(host, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }
}
