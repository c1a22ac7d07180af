package dev.parlance.cli.models;

import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.providers.Connection;
import dev.parlance.providers.Header;
import dev.parlance.providers.ModelListRequest;
import dev.parlance.providers.Target;
import dev.parlance.providers.credential.Token;
import dev.parlance.providers.credential.TokenSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks a host which models it has. Follows no redirect, for a key must not travel on to where nobody sent it. */
public final class HostModels {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int UNAUTHORISED = 401;

    /** OpenRouter's list has about a megabyte. */
    private static final int LARGEST = 16 << 20;

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Answer(int status, Map<String, List<String>> headers, byte[] body) {}

    private HostModels() {}

    /**
     * The host's list.
     *
     * @param target any model there
     * @return null when the host has no list of what can be called, which is so at Azure
     * @throws ParlanceException when it cannot be had
     */
    public static @Nullable List<HostModel> ask(Target target) {
        target.requireCredential();
        TokenSource source = target.endpoint().credential();
        Token token = source == null ? null : source.get();
        ModelListRequest request = ModelListRequest.of(target, token);
        if (request == null) {
            return null;
        }
        try (HttpClient client = client(target.endpoint().connection())) {
            try {
                Answer answer = send(client, request);
                if (answer.status() == UNAUTHORISED && source != null && token != null && source.refused(token)) {
                    token = source.get();
                    ModelListRequest again = ModelListRequest.of(target, token);
                    answer = again == null ? answer : send(client, again);
                }
                return read(answer, target, request, token);
            } finally {
                client.shutdownNow();
            }
        }
    }

    private static List<HostModel> read(Answer answer, Target target, ModelListRequest request, @Nullable Token token) {
        if (answer.status() >= 400) {
            throw refusal(answer, target, token);
        }
        List<HostModel> models = null;
        if (answer.status() == OK) {
            try {
                models = HostList.read(Json.parse(answer.body()));
            } catch (MalformedJson noList) {
                // Said below.
            }
        }
        if (models == null) {
            String what = answer.status() == OK
                    ? "no list of models"
                    : "the status " + answer.status()
                            + (answer.status() / 100 == 3 ? ", a redirect, which is not followed" : "");
            throw new ParlanceException.MalformedResponse(Failure.of(
                    request.url().getAuthority() + " answered with " + what,
                    "Check base-url of [providers." + target.endpoint().name() + "]."));
        }
        return models;
    }

    /** In the host's own words, but for the key, which some repeat. */
    private static ParlanceException refusal(Answer answer, Target target, @Nullable Token token) {
        ResponseDecoder decoder =
                target.dialect().decoder(new ResponseHead(answer.status(), answer.headers()), target.profile());
        ResponseFold fold = new ResponseFold(target.profile().host());
        decoder.feed(ByteBuffer.wrap(answer.body()), fold);
        decoder.end(fold);
        ParlanceException error = fold.response().error();
        String words =
                error == null ? "status " + answer.status() : error.failure().sentence();
        String shown = token == null ? words : words.replace(token.secret().reveal(), "***");
        return error == null
                ? new ParlanceException.ServerFailed(Failure.of(shown))
                : ParlanceException.of(error.kind(), Failure.of(shown));
    }

    private static HttpClient client(Connection connection) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connection.connectTimeout() == null ? CONNECT : connection.connectTimeout());
        URI proxy = connection.proxy();
        if (proxy != null) {
            builder.proxy(ProxySelector.of(
                    InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort())));
        }
        return builder.build();
    }

    private static Answer send(HttpClient client, ModelListRequest request) {
        HttpRequest.Builder wire = HttpRequest.newBuilder(request.url());
        for (Header header : request.headers()) {
            if (!header.name().equals("content-type")) {
                wire.header(header.name(), header.revealed());
            }
        }
        String place = request.url().getAuthority();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        // Called by one thread at a time, and done before the answer is; what is too large is cut off and then no list.
        CompletableFuture<HttpResponse<Void>> sent = client.sendAsync(
                wire.build(),
                BodyHandlers.ofByteArrayConsumer(part ->
                        part.ifPresent(bytes -> body.write(bytes, 0, Math.min(bytes.length, LARGEST - body.size())))));
        try {
            // The client's own time limit ends with the head; a body may hang too.
            HttpResponse<Void> head = sent.get(WHOLE.toSeconds(), TimeUnit.SECONDS);
            return new Answer(head.statusCode(), head.headers().map(), body.toByteArray());
        } catch (TimeoutException hanging) {
            throw new ParlanceException.TimedOut(Failure.of(
                    place + " did not answer within " + WHOLE.toSeconds() + " s", "Check the network and the proxy."));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ParlanceException.Cancelled(Failure.of("Asking " + place + " was cancelled"));
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            String words = cause instanceof IOException && cause.getMessage() != null
                    ? cause.getMessage()
                    : cause == null ? "" : cause.getClass().getSimpleName();
            throw new ParlanceException.ConnectionFailed(Failure.of(
                    "The connection to " + place + " failed: " + words,
                    "Check the address (scheme, host and port), the network and the proxy."));
        } finally {
            sent.cancel(true);
        }
    }
}
