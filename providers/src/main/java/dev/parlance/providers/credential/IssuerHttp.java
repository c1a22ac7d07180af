package dev.parlance.providers.credential;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Asks issuers. The client behind it is made at the first request: who has a plain key pays nothing. Thread-safe. */
final class IssuerHttp {
    /** Issuers answer within a second or two; what takes longer hangs. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The link-local address of an identity service answers at once or is not there. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private static final int MOST = 256 * 1024;

    private final Duration timeout;
    private final HttpClient.Builder builder;
    private @Nullable HttpClient client;

    private IssuerHttp(Duration timeout, HttpClient.Builder builder) {
        this.timeout = timeout;
        // HTTP/1.1 because of servers that answer the upgrade with an error; no redirects because a credential must not
        // travel on.
        this.builder = builder.version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER);
    }

    /**
     * To issuers on the network.
     *
     * @param trust whose certificates are good, or null for those that Java trusts
     */
    static IssuerHttp through(@Nullable URI proxy, Duration timeout, @Nullable SSLContext trust) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(timeout.minusMillis(timeout.toMillis() / 2));
        if (proxy != null) {
            builder.proxy(ProxySelector.of(address(proxy)));
        }
        if (trust != null) {
            builder.sslContext(trust);
        }
        return new IssuerHttp(timeout, builder);
    }

    /** To services of this machine, past every proxy. */
    static IssuerHttp direct(Duration timeout) {
        return new IssuerHttp(
                timeout,
                HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).connectTimeout(CONNECT_TIMEOUT));
    }

    /**
     * Sends the request and reads the whole answer.
     *
     * @param issuer how messages call it
     * @throws ParlanceException.ConnectionFailed when no connection comes about, or it breaks
     * @throws ParlanceException.TimedOut when the answer is not there in time
     */
    IssuerAnswer send(HttpRequest request, String issuer) {
        Body body = new Body();
        CompletableFuture<HttpResponse<Void>> sent =
                client().sendAsync(request, BodyHandlers.ofByteArrayConsumer(body));
        try {
            // The client's own time limit ends with the head; a body may hang too.
            HttpResponse<Void> head = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new IssuerAnswer(issuer, head.statusCode(), head.headers(), body.bytes());
        } catch (TimeoutException hanging) {
            throw new ParlanceException.TimedOut(Failure.of(
                    issuer + " did not answer within " + timeout.toSeconds() + " s",
                    "Try again; if it stays so, check the network and the proxy between here and there."));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ParlanceException.Cancelled(Failure.of("Waiting for " + issuer + " was cancelled"));
        } catch (ExecutionException failed) {
            throw unreachable(issuer, failed.getCause());
        } finally {
            sent.cancel(true);
        }
    }

    private static ParlanceException unreachable(String issuer, @Nullable Throwable cause) {
        return new ParlanceException.ConnectionFailed(
                switch (cause) {
                    case SSLException untrusted ->
                        Failure.of(
                                "The connection to " + issuer + " is not to be trusted",
                                "Its certificate is not one that Java trusts. Where a company's proxy opens connections, "
                                        + "give Java its certificate (-Djavax.net.ssl.trustStore).");
                    case HttpConnectTimeoutException silent -> noConnection(issuer);
                    case java.net.ConnectException refused -> noConnection(issuer);
                    case IOException broken ->
                        Failure.of("The connection to " + issuer + " broke before it answered", "Try again.");
                    case null, default ->
                        Failure.of("The request to " + issuer + " failed", "Check its address in the configuration.");
                });
    }

    private static Failure noConnection(String issuer) {
        return Failure.of(
                "There is no connection to " + issuer, "Check the address, the network and the proxy setting.");
    }

    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = builder.build();
            client = made;
        }
        return made;
    }

    /** Its name is looked up when it is needed, and not before. */
    private static InetSocketAddress address(URI proxy) {
        if (proxy.getHost() == null) {
            throw new ParlanceException.Misconfigured(
                    Failure.of("The proxy has no address", "Set it as http://proxy.example:3128."));
        }
        int usual = "https".equalsIgnoreCase(proxy.getScheme()) ? 443 : 80;
        return InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort() < 0 ? usual : proxy.getPort());
    }

    /** Collects what arrives; beyond what any token needs it is dropped. */
    private static final class Body implements Consumer<Optional<byte[]>> {
        private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

        @Override
        public synchronized void accept(Optional<byte[]> piece) {
            piece.ifPresent(bytes -> collected.write(bytes, 0, Math.min(bytes.length, MOST - collected.size())));
        }

        synchronized byte[] bytes() {
            return collected.toByteArray();
        }
    }
}
