package dev.parlance.agent.mcp;

import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Hands the SDK a client that we made. It builds its own else, closes it never, and its threads and sockets stay until it is collected. */
final class GivenClient implements HttpClient.Builder {
    private final HttpClient client;

    GivenClient(HttpClient client) {
        this.client = client;
    }

    @Override
    public HttpClient.Builder cookieHandler(CookieHandler ignored) {
        return this;
    }

    @Override
    public HttpClient.Builder connectTimeout(Duration ignored) {
        return this;
    }

    @Override
    public HttpClient.Builder sslContext(SSLContext ignored) {
        return this;
    }

    @Override
    public HttpClient.Builder sslParameters(SSLParameters ignored) {
        return this;
    }

    @Override
    public HttpClient.Builder executor(Executor ignored) {
        return this;
    }

    @Override
    public HttpClient.Builder followRedirects(HttpClient.Redirect ignored) {
        return this;
    }

    @Override
    public HttpClient.Builder version(HttpClient.Version ignored) {
        return this;
    }

    @Override
    public HttpClient.Builder priority(int ignored) {
        return this;
    }

    @Override
    public HttpClient.Builder proxy(ProxySelector ignored) {
        return this;
    }

    @Override
    public HttpClient.Builder authenticator(Authenticator ignored) {
        return this;
    }

    @Override
    public HttpClient build() {
        return client;
    }
}
