package dev.parlance.client;

import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Connection;
import dev.parlance.providers.Header;
import dev.parlance.providers.Target;
import dev.parlance.providers.UpstreamRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

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
     * Sends the request and waits for the head of the answer, as long as that is allowed. Waits by itself and does not tell the JDK's client
     * how long: from JDK 26 on (JDK-8208693) its timeout counts until the body has ended, and would end a long stream.
     *
     * @param giveUps told how this sending is given up while it waits
     * @throws ParlanceException when no head comes
     */
    Answer send(UpstreamRequest request, Target target, Allowance allowance, Consumer<Runnable> giveUps) {
        Allowance.Wait wait = allowance.next(false);
        if (wait.nanos() <= 0) {
            throw allowance.exceeded(wait.part());
        }
        HttpRequest wire = wire(request, target);
        boolean plain = "http".equalsIgnoreCase(request.url().getScheme());
        HttpClient http = clients.computeIfAbsent(new Way(target.endpoint().connection(), plain), this::client);
        if (closed) {
            // Closed while this client was built: nobody else would end it.
            http.shutdownNow();
            throw Faults.closed(target);
        }
        Sending sending = Sending.of(http, wire);
        giveUps.accept(sending::giveUp);
        try {
            return sending.answer(wait.nanos());
        } catch (TimeoutException late) {
            sending.giveUp();
            throw allowance.exceeded(wait.part());
        } catch (InterruptedException interrupted) {
            sending.giveUp();
            Thread.currentThread().interrupt();
            throw Faults.cancelled(target);
        } catch (CancellationException givenUp) {
            throw Faults.cancelled(target);
        } catch (IOException broken) {
            throw notAnswered(broken, request, target, allowance);
        }
    }

    private ParlanceException notAnswered(
            IOException cause, UpstreamRequest request, Target target, Allowance allowance) {
        if (closed) {
            return Faults.closed(target);
        }
        String address = request.url().getAuthority();
        return cause instanceof HttpConnectTimeoutException
                ? allowance.unconnected(address)
                : Faults.broken(address, request.url().getScheme(), words(cause), target);
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        clients.values().forEach(HttpClient::shutdownNow);
    }

    private static HttpRequest wire(UpstreamRequest request, Target target) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.url())
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body().bytes()));
        for (Header header : request.headers()) {
            try {
                builder.header(header.name(), header.revealed());
            } catch (IllegalArgumentException refused) {
                // Its words hold the value, which may be a key.
                throw Faults.unsendable(header.name(), target);
            }
        }
        return builder.build();
    }

    /** What happened, also where the JDK's client has no words for it: a refused connection and an unknown name are bare types there. */
    private static String words(IOException fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) {
                return cause.getMessage();
            }
            if (cause instanceof UnresolvedAddressException) {
                return "this name has no address";
            }
        }
        return fault instanceof ConnectException
                ? "nobody listens there"
                : fault.getClass().getSimpleName();
    }
}
