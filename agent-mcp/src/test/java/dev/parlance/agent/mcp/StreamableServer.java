package dev.parlance.agent.mcp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** {@link ScriptedServer} over streamable HTTP, with sessions. */
final class StreamableServer extends ScriptedServer implements AutoCloseable {
    /** How it answers. */
    enum Form {
        JSON,
        EVENTS
    }

    private final Form form;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger session = new AtomicInteger(1);
    private volatile @Nullable OutputStream events;
    private volatile int broken;

    StreamableServer(String mode, Form form) {
        super(mode);
        this.form = form;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/mcp", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp?tenant=7");
    }

    McpServer named(String name) {
        return new McpServer.Remote(name, uri(), Map.of("Authorization", "Bearer open-sesame"));
    }

    /** Methods and messages as they came, oldest first. */
    List<String> seen() {
        return seen;
    }

    /** Whether the client listens for what the server says unasked. */
    boolean listenedTo() {
        return events != null;
    }

    /** Forgets all sessions, as a server does that was started anew. */
    void forget() {
        session.incrementAndGet();
    }

    /** Answers all further messages with this status. */
    void breakWith(int status) {
        broken = status;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!"Bearer open-sesame".equals(exchange.getRequestHeaders().getFirst("Authorization"))
                    || !"tenant=7".equals(exchange.getRequestURI().getQuery())) {
                exchange.sendResponseHeaders(401, -1);
            } else if ("POST".equals(method)) {
                post(exchange, (JsonObject) Json.parse(exchange.getRequestBody().readAllBytes()));
            } else if ("GET".equals(method)) {
                listen(exchange);
            } else {
                seen.add(method);
                exchange.sendResponseHeaders(200, -1);
            }
        }
    }

    private void post(HttpExchange exchange, JsonObject message) throws IOException {
        seen.add(String.valueOf(message.text("method")));
        boolean first = "initialize".equals(message.text("method"));
        if (broken != 0) {
            byte[] words = "overloaded, key open-sesame".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(broken, words.length);
            exchange.getResponseBody().write(words);
            return;
        }
        if (!first
                && !("session-" + session).equals(exchange.getRequestHeaders().getFirst("Mcp-Session-Id"))) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        JsonObject answer = answer(message);
        exchange.getResponseHeaders().set("Mcp-Session-Id", "session-" + session);
        if (answer == null && message.get("id") == null) {
            exchange.sendResponseHeaders(202, -1);
        } else if (answer == null) {
            // Nothing comes, not even a head.
            awaitClosing();
        } else if (form == Form.JSON) {
            byte[] bytes = Json.text(answer).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } else {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(event(Json.text(answer)));
        }
    }

    private void listen(HttpExchange exchange) throws IOException {
        if (form == Form.JSON) {
            exchange.sendResponseHeaders(405, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(": welcome\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        events = exchange.getResponseBody();
        awaitClosing();
    }

    @Override
    @Nullable
    JsonObject doing(String tool, JsonObject arguments) {
        OutputStream listener = events;
        if (!"announce".equals(tool) || listener == null) {
            return super.doing(tool, arguments);
        }
        JsonObject said = answer((JsonObject) Json.parse(
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"tools/call\",\"params\":{\"name\":\"change\"}}"));
        try {
            listener.write(event("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}"));
            listener.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return said == null ? null : said.object("result");
    }

    private static byte[] event(String data) {
        return ("event: message\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
