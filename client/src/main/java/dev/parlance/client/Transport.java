package dev.parlance.client;

import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.Failure;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sends requests and hands out the head of the answer with its body still on the way. Thread-safe. */
final class Transport implements AutoCloseable {
    private final Duration connectTimeout;
    private final Duration headTimeout;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** One for each way out: proxy and patience belong to a client of the JDK, not to its requests. */
    private final Map<Connection, HttpClient> clients = new ConcurrentHashMap<>();

    Transport(Duration connectTimeout, Duration headTimeout) {
        this.connectTimeout = connectTimeout;
        this.headTimeout = headTimeout;
    }

    /**
     * HTTP/1.1, because the JDK's client otherwise asks for HTTP/2 by an upgrade on plain connections, which some servers answer with an
     * error. No redirects: a key must not travel on to where nobody sent it.
     */
    private HttpClient client(Connection connection) {
        Duration own = connection.connectTimeout();
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(own == null ? connectTimeout : own)
                .executor(threads);
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
     * Sends the request and waits for the head of the answer.
     *
     * @throws ParlanceException when none comes
     */
    Answer send(UpstreamRequest request, Target target) {
        AtomicReference<@Nullable Answer> begun = new AtomicReference<>();
        try {
            Connection connection = target.endpoint().connection();
            HttpClient http = clients.computeIfAbsent(connection, this::client);
            http.send(wire(request, patience(connection)), info -> {
                ArrivingBody body = new ArrivingBody();
                begun.set(new Answer(
                        new ResponseHead(info.statusCode(), info.headers().map()), body));
                return body;
            });
            return Objects.requireNonNull(begun.get());
        } catch (IOException broken) {
            Answer answer = begun.get();
            if (answer == null) {
                throw notAnswered(broken, request, target);
            }
            // It broke after the head had come: what came before the break is worth reading.
            answer.body().onError(broken);
            return answer;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw cancelled(target);
        }
    }

    private ParlanceException notAnswered(IOException cause, UpstreamRequest request, Target target) {
        if (cause instanceof HttpConnectTimeoutException) {
            return new ParlanceException.ConnectionFailed(failure(
                    "No connection to " + request.url().getAuthority() + " in time",
                    "Check the address and the network.",
                    target));
        }
        if (cause instanceof HttpTimeoutException) {
            return new ParlanceException.TimedOut(failure(
                    "No answer began within "
                            + patience(target.endpoint().connection()).toSeconds() + " s",
                    "Stream the answer, or raise the head timeout.",
                    target));
        }
        return new ParlanceException.ConnectionFailed(failure(
                "The connection to " + request.url().getAuthority() + " failed: " + words(cause),
                "Check the address (" + request.url().getScheme() + ", host and port) and the network.",
                target));
    }

    /** The error of a call that its caller gave up. */
    static ParlanceException cancelled(Target target) {
        return new ParlanceException.Cancelled(failure("The call was cancelled", null, target));
    }

    /** The error of an answer of which only a part came. */
    static ParlanceException truncated(Target target) {
        return new ParlanceException.StreamTruncated(failure(
                "The answer broke off before its end",
                "The connection was cut at the host or between; try again.",
                target));
    }

    @Override
    public void close() {
        clients.values().forEach(HttpClient::shutdownNow);
        threads.shutdownNow();
    }

    private Duration patience(Connection connection) {
        Duration own = connection.idleTimeout();
        return own == null ? headTimeout : own;
    }

    private static HttpRequest wire(UpstreamRequest request, Duration headTimeout) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.url())
                .timeout(headTimeout)
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body().bytes()));
        request.headers().forEach(header -> builder.header(header.name(), header.revealed()));
        return builder.build();
    }

    private static String words(IOException fault) {
        return fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
    }

    private static Failure failure(String message, @Nullable String advice, Target target) {
        return Failure.of(message)
                .withAdvice(advice)
                .at(target.profile().host(), target.profile().model());
    }
}
