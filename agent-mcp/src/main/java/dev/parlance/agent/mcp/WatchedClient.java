package dev.parlance.agent.mcp;

import dev.parlance.agent.mcp.WatchedTransport.Sent;
import io.modelcontextprotocol.client.transport.customizer.McpSyncHttpClientRequestCustomizer;
import io.modelcontextprotocol.common.McpTransportContext;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Notes which calls a server has answered as it answers to a session it does not know. The SDK ends all requests of that session then and
 * tells of none whether it was this one that was refused, and so not done. Thread-safe.
 */
final class WatchedClient extends HttpClient implements McpSyncHttpClientRequestCustomizer {
    /** Leads from a request that is made to the call it is made for; never sent. */
    private static final String CALL = "parlance-call";

    private record Watched<T>(HttpRequest request, BodyHandler<T> handler) {}

    private final HttpClient client;
    private final Map<String, Sent> calls = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    WatchedClient(HttpClient client) {
        this.client = client;
    }

    /** Marks a request with the call it is made for, when there is one. */
    @Override
    public void customize(
            HttpRequest.Builder request,
            String method,
            URI endpoint,
            @Nullable String body,
            McpTransportContext context) {
        if (context.get(WatchedTransport.SENT) instanceof Sent sent) {
            String call = Long.toString(count.incrementAndGet());
            calls.put(call, sent);
            request.setHeader(CALL, call);
        }
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        Watched<T> watched = watched(request, handler);
        return client.send(watched.request(), watched.handler());
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        Watched<T> watched = watched(request, handler);
        return client.sendAsync(watched.request(), watched.handler());
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushes) {
        Watched<T> watched = watched(request, handler);
        return client.sendAsync(watched.request(), watched.handler(), pushes);
    }

    /** The request as it leaves, and what reads its answer. */
    private <T> Watched<T> watched(HttpRequest request, BodyHandler<T> handler) {
        String call = request.headers().firstValue(CALL).orElse(null);
        Sent sent = call == null ? null : calls.remove(call);
        if (sent == null) {
            return new Watched<>(request, handler);
        }
        HttpRequest unmarked = HttpRequest.newBuilder(request, (name, value) -> !name.equalsIgnoreCase(CALL))
                .build();
        // Not behind the future: that one cancels the exchange when it is cancelled.
        return new Watched<>(unmarked, response -> {
            if (response.statusCode() == 404 || response.statusCode() == 400) {
                sent.refused();
            }
            return handler.apply(response);
        });
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return client.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return client.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return client.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return client.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return client.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return client.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return client.authenticator();
    }

    @Override
    public Version version() {
        return client.version();
    }

    @Override
    public Optional<Executor> executor() {
        return client.executor();
    }
}
