package dev.parlance.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parlance.catalog.Catalog;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.providers.Providers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A host on this machine that gives the answers it was told, one after the other, and remembers what it was asked. */
final class ScriptedHost implements AutoCloseable {
    /**
     * One request as it came.
     *
     * @param target path and query as they stood in the request line
     * @param headers by lower-case name
     */
    record Asked(String target, Map<String, String> headers, JsonObject body) {
        /** The wanted member as compact text, or {@code absent}. */
        String member(String name) {
            var value = body.get(name);
            return value == null ? "absent" : Json.text(value);
        }
    }

    private record Answer(int status, Map<String, String> headers, String body) {}

    private final HttpServer server;
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    ScriptedHost() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** The next answer, as JSON. */
    ScriptedHost answers(int status, String json) {
        return answers(status, Map.of("content-type", "application/json"), json);
    }

    /** The next answer. */
    ScriptedHost answers(int status, Map<String, String> headers, String body) {
        answers.add(new Answer(status, headers, body));
        return this;
    }

    /** The next answer, as a stream of these chunks. */
    ScriptedHost streams(String... chunks) {
        StringBuilder text = new StringBuilder();
        for (String chunk : chunks) {
            text.append("data: ").append(chunk).append("\n\n");
        }
        return answers(200, Map.of("content-type", "text/event-stream"), text.toString());
    }

    /** What was asked so far, oldest first. */
    List<Asked> asked() {
        return asked;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Settings under which Azure OpenAI lives here. */
    Map<String, String> asAzure() {
        return Map.of("AZURE_OPENAI_ENDPOINT", url(), "AZURE_OPENAI_API_KEY", "azure-key");
    }

    /** A door to the hosts of that environment that sends everything once. */
    static Parlance.Builder door(Map<String, String> environment) {
        return Parlance.builder()
                .providers(Providers.fromEnvironment(environment, Catalog.bundled()))
                .retries(RetryPolicy.NONE);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
            JsonObject body = (JsonObject) Json.parse(exchange.getRequestBody().readAllBytes());
            asked.add(new Asked(exchange.getRequestURI().toString(), headers, body));
            Answer answer = answers.poll();
            if (answer == null) {
                answer = new Answer(599, Map.of(), "{\"error\":{\"message\":\"not told what to say\"}}");
            }
            byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
            answer.headers.forEach(
                    (name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(answer.status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }
}
