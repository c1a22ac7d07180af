package dev.parlance.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.testkit.Exchange;
import dev.parlance.testkit.Recordings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A gateway on loopback that gives prepared answers, one after the other, and keeps what it was asked. */
final class PlayedGateway implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Answer> answers;
    private final List<Asked> asked = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * One answer.
     *
     * @param broken whether the connection breaks after the body, which promised to be longer
     */
    record Answer(int status, Map<String, String> headers, String body, boolean broken) {
        static Answer of(String body) {
            return new Answer(200, Map.of(), body, false);
        }

        static Answer recorded(String name) {
            Exchange exchange = Recordings.all().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            return new Answer(
                    exchange.status(), Map.of(), new String(exchange.response(), StandardCharsets.UTF_8), false);
        }

        Answer adjusted(String header) {
            return new Answer(status, Map.of("x-parlance-adjustments", header), body, broken);
        }

        Answer withStatus(int other) {
            return new Answer(other, headers, body, broken);
        }

        Answer thatBreaks() {
            return new Answer(status, headers, body, true);
        }
    }

    /** One request as it came. */
    record Asked(String path, Map<String, List<String>> headers, JsonObject body) {
        String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    private PlayedGateway(HttpServer server, List<Answer> answers) {
        this.server = server;
        this.answers = new ArrayDeque<>(answers);
    }

    /** Gives these answers; when they are used up it is silent. */
    static PlayedGateway of(Answer... answers) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            PlayedGateway gateway = new PlayedGateway(server, Arrays.asList(answers));
            server.createContext("/", gateway::handle);
            server.setExecutor(gateway.threads);
            server.start();
            return gateway;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Asked> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    /** What the suite makes of it. */
    Outcome outcome(Door door, Feature feature) {
        return outcome(Settings.of(url(), "k-1"), door, feature);
    }

    /** The same where markers are understood. */
    Outcome marked(Door door, Feature feature) {
        return outcome(new Settings(url(), null, Duration.ofSeconds(60), 1, true, List.of()), door, feature);
    }

    static Outcome outcome(Settings settings, Door door, Feature feature) {
        try (ConformanceSuite suite = new ConformanceSuite(settings)) {
            return suite.run(List.of("host/model"), List.of(door), List.of(feature))
                    .getFirst()
                    .outcome();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        JsonObject body = (JsonObject) Json.parse(exchange.getRequestBody().readAllBytes());
        Answer answer;
        synchronized (asked) {
            asked.add(new Asked(exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()), body));
            answer = answers.poll();
        }
        if (answer == null) {
            silence();
            return;
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), answer.broken() ? bytes.length + 100 : bytes.length);
        OutputStream out = exchange.getResponseBody();
        out.write(bytes);
        out.flush();
        if (answer.broken()) {
            throw new IOException("the body breaks off on purpose");
        }
        out.close();
    }

    private void silence() {
        try {
            closing.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
