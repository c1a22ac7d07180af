package dev.parlance.client;

import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Connection;
import dev.parlance.providers.Target;
import dev.parlance.providers.UpstreamRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sends requests and hands out the head of the answer with its body still on the way. Thread-safe. */
final class Transport implements AutoCloseable {
    private final Duration connect;

    /** One for each way out: proxy, patience and TLS belong to a client of the JDK, not to its requests. */
    private final Map<Way, HttpClient> clients = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /** What tells two clients apart. */
    private record Way(Connection connection, boolean plain) {}

    /** @param connect how long connecting may take where the connection itself does not say */
    Transport(Duration connect) {
        this.connect = connect;
    }

    /**
     * HTTP/1.1, because the JDK's client otherwise asks for HTTP/2 by an upgrade on plain connections, which some servers answer with an
     * error. No redirects: a key must not travel on to where nobody sent it.
     */
    private HttpClient client(Way way) {
        Connection connection = way.connection();
        Duration own = connection.connectTimeout();
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(own == null ? connect : own);
        if (way.plain()) {
            builder.sslContext(NoTls.context());
        }
        URI proxy = connection.proxy();
        if (proxy != null) {
            builder.proxy(ProxySelector.of(
                    new InetSocketAddress(proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort())));
        }
        return builder.build();
    }

    /** An answer whose head is there and whose body is on its way. */
    record Answer(ResponseHead head, ArrivingBody body) {}

    /**
     * Sends the request and waits for the head of the answer, as long as that is allowed.
     *
     * @throws ParlanceException when none comes
     */
    Answer send(UpstreamRequest request, Target target, Allowance allowance) {
        Allowance.Wait wait = allowance.next(false);
        if (wait.nanos() <= 0) {
            throw allowance.exceeded(wait.part());
        }
        AtomicReference<@Nullable Answer> begun = new AtomicReference<>();
        try {
            boolean plain = "http".equalsIgnoreCase(request.url().getScheme());
            HttpClient http = clients.computeIfAbsent(new Way(target.endpoint().connection(), plain), this::client);
            http.send(wire(request, wait), info -> {
                ArrivingBody body = new ArrivingBody();
                begun.set(new Answer(
                        new ResponseHead(info.statusCode(), info.headers().map()), body));
                return body;
            });
            return Objects.requireNonNull(begun.get());
        } catch (IOException broken) {
            Answer answer = begun.get();
            if (answer == null) {
                throw notAnswered(broken, request, target, wait, allowance);
            }
            // It broke after the head had come: what came before the break is worth reading.
            answer.body().onError(broken);
            return answer;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Faults.cancelled(target);
        }
    }

    private ParlanceException notAnswered(
            IOException cause, UpstreamRequest request, Target target, Allowance.Wait wait, Allowance allowance) {
        if (closed) {
            return Faults.closed(target);
        }
        String address = request.url().getAuthority();
        return switch (cause) {
            case HttpConnectTimeoutException unconnected -> allowance.unconnected(address);
            case HttpTimeoutException late -> allowance.exceeded(wait.part());
            default -> Faults.broken(address, request.url().getScheme(), words(cause), target);
        };
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        clients.values().forEach(HttpClient::shutdownNow);
    }

    private static HttpRequest wire(UpstreamRequest request, Allowance.Wait wait) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.url())
                .timeout(Duration.ofNanos(wait.nanos()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body().bytes()));
        request.headers().forEach(header -> builder.header(header.name(), header.revealed()));
        return builder.build();
    }

    private static String words(IOException fault) {
        return fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
    }
}
