package dev.parlance.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A host on this machine that streams the answers it was told, one after the other, and remembers what it was asked. */
final class ScriptedHost implements AutoCloseable {
    private final HttpServer server;
    private final ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
    private final List<JsonObject> asked = new CopyOnWriteArrayList<>();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean silent;

    ScriptedHost() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** The next answer: text. */
    ScriptedHost says(String text, String finish) {
        return answers(JsonValue.object("content", JsonValue.of(text)), finish);
    }

    /** The next answer: a complete text. */
    ScriptedHost says(String text) {
        return says(text, "stop");
    }

    /** The next answer: thoughts and nothing else. */
    ScriptedHost thinks(String text, String finish) {
        return answers(JsonValue.object("reasoning_content", JsonValue.of(text)), finish);
    }

    /** The next answer: one call for each pair of name and arguments. */
    ScriptedHost calls(String... namesAndArguments) {
        List<JsonValue> calls = new ArrayList<>();
        for (int at = 0; at < namesAndArguments.length; at += 2) {
            calls.add(JsonValue.object(
                    "index",
                    JsonValue.of(at / 2),
                    "id",
                    JsonValue.of(namesAndArguments[at] + ":" + at / 2),
                    "type",
                    JsonValue.of("function"),
                    "function",
                    JsonValue.object(
                            "name",
                            JsonValue.of(namesAndArguments[at]),
                            "arguments",
                            JsonValue.of(namesAndArguments[at + 1]))));
        }
        return answers(JsonValue.object("tool_calls", new JsonArray(calls)), "tool_calls");
    }

    /** From now on nothing is answered, not even with a head. */
    void keepsSilent() {
        silent = true;
    }

    /** The bodies that were asked so far, oldest first. */
    List<JsonObject> asked() {
        return asked;
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private ScriptedHost answers(JsonObject delta, String finish) {
        JsonObject chunk = JsonValue.object(
                "id",
                JsonValue.of("chatcmpl-1"),
                "choices",
                JsonValue.array(JsonValue.object(
                        "index", JsonValue.of(0), "delta", delta, "finish_reason", JsonValue.of(finish))),
                "usage",
                JsonValue.object("prompt_tokens", JsonValue.of(10), "completion_tokens", JsonValue.of(5)));
        answers.add("data: " + Json.text(chunk) + "\n\ndata: [DONE]\n\n");
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add((JsonObject) Json.parse(exchange.getRequestBody().readAllBytes()));
            if (silent) {
                awaitClosing();
                return;
            }
            String answer = answers.poll();
            byte[] bytes = (answer == null ? "{\"error\":{\"message\":\"not told what to say\"}}" : answer)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "text/event-stream");
            exchange.sendResponseHeaders(answer == null ? 400 : 200, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
