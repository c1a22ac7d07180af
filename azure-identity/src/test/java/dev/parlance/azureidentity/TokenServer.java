package dev.parlance.azureidentity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** An issuer of tokens on this machine, which remembers what it was asked. */
final class TokenServer implements AutoCloseable {
    /**
     * One request as it came.
     *
     * @param headers by lower-case name
     */
    record Asked(String method, String target, Map<String, String> headers, String body) {}

    /** What it says; status 0 means that it never answers. */
    record Answer(int status, String body) {
        static final Answer NEVER = new Answer(0, "");
    }

    private final HttpServer server;
    private final Function<Asked, Answer> answers;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Over plain HTTP. */
    TokenServer(Function<Asked, Answer> answers) {
        this(answers, plain());
    }

    /** Over HTTPS. */
    TokenServer(Function<Asked, Answer> answers, SSLContext identity) {
        this(answers, secure(identity));
    }

    private TokenServer(Function<Asked, Answer> answers, HttpServer server) {
        this.answers = answers;
        this.server = server;
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** What was asked so far, oldest first. */
    List<Asked> asked() {
        return asked;
    }

    String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
            Asked question = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(question);
            Answer answer = answers.apply(question);
            if (answer.status == 0) {
                closing.await();
                return;
            }
            byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(answer.status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpServer plain() {
        try {
            return HttpServer.create(anyPort(), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    private static HttpServer secure(SSLContext identity) {
        try {
            HttpsServer secure = HttpsServer.create(anyPort(), 0);
            secure.setHttpsConfigurator(new HttpsConfigurator(identity));
            return secure;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
