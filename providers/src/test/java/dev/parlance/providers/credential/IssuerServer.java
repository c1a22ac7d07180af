package dev.parlance.providers.credential;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import javax.net.ssl.SSLContext;

/** A server on loopback that answers by the number of the request, and remembers what it was asked. */
final class IssuerServer implements AutoCloseable {
    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** A request as it came; header names in lower case. */
    record Asked(String method, String target, Map<String, String> headers, String body) {}

    /** An answer; one that promises more bytes than there are leaves its reader waiting. */
    record Reply(int status, Map<String, String> headers, String body, long promised) {
        static final Reply NEVER = new Reply(0, Map.of(), "", 0);

        static Reply of(int status, String type, String body) {
            return new Reply(status, Map.of("content-type", type), body, body.length());
        }

        static Reply json(String body) {
            return of(200, "application/json", body);
        }

        static Reply json(int status, String body) {
            return of(status, "application/json", body);
        }
    }

    private IssuerServer(HttpServer server, String scheme, IntFunction<Reply> replies) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, replies));
        server.start();
    }

    static IssuerServer plain(IntFunction<Reply> replies) throws IOException {
        return new IssuerServer(HttpServer.create(anyPort(), 0), "http", replies);
    }

    static IssuerServer secure(SSLContext identity, IntFunction<Reply> replies) throws IOException {
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity));
        return new IssuerServer(server, "https", replies);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private void answer(HttpExchange exchange, IntFunction<Reply> replies) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int number;
        synchronized (asked) {
            asked.add(new Asked(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
            number = asked.size();
        }
        Reply reply = replies.apply(number);
        if (reply.status == 0) {
            awaitClosing();
            return;
        }
        reply.headers.forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = reply.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status, Math.max(reply.promised, bytes.length));
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().flush();
        if (reply.promised > bytes.length) {
            awaitClosing();
        }
        exchange.close();
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without a slash at its end. */
    String address() {
        return scheme + "://localhost:" + server.getAddress().getPort();
    }

    URI uri() {
        return URI.create(address());
    }

    List<Asked> asked() {
        return asked;
    }

    Asked only() {
        if (asked.size() != 1) {
            throw new AssertionError("asked " + asked.size() + " times");
        }
        return asked.getFirst();
    }

    /** A port at which nobody listens. */
    static String closedAddress() throws IOException {
        IssuerServer gone = plain(number -> Reply.NEVER);
        gone.close();
        return gone.address();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
