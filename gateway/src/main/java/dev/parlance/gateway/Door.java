package dev.parlance.gateway;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may come in: clients with a key, where one is required, and web pages of origins that the operator named. */
final class Door {
    /** What answers without a key: whether the gateway lives says nothing about anybody. */
    private static final Set<String> OPEN = Set.of("/", "/healthz", "/readyz");

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9a-f]*:[0-9a-f:.%]+\\]?");

    /** How long a browser may remember what it was told. */
    private static final String REMEMBERED = "600";

    private final Lane lane;
    private final ClientKeys keys;
    private final Set<String> origins;

    Door(Lane lane) {
        this.lane = lane;
        this.keys = new ClientKeys(lane.settings().listening().keys());
        this.origins = lane.settings().listening().origins();
    }

    /** Answers a browser that asks beforehand whether a page may call. Returns whether it was such a question. */
    boolean answersPreflight(HttpServerRequest request) {
        String origin = welcomed(request);
        if (origin != null) {
            request.response()
                    .putHeader("access-control-allow-origin", origins.contains("*") ? "*" : origin)
                    .putHeader("vary", "origin")
                    .putHeader(
                            "access-control-expose-headers",
                            "x-parlance-model, x-parlance-adjustments, x-parlance-attempts, x-request-id, retry-after");
        }
        if (!request.method().equals(HttpMethod.OPTIONS)
                || request.getHeader("access-control-request-method") == null
                || origin == null) {
            return false;
        }
        HttpServerResponse response = request.response().setStatusCode(204);
        String wanted = request.getHeader("access-control-request-headers");
        response.putHeader("access-control-allow-methods", "GET, POST").putHeader("access-control-max-age", REMEMBERED);
        if (wanted != null) {
            response.putHeader("access-control-allow-headers", wanted);
        }
        response.end();
        return true;
    }

    /**
     * Who calls.
     *
     * @throws ParlanceException.Unauthenticated when a key is required and this is none
     * @throws ParlanceException.Overloaded when as many calls are open as may be
     */
    ClientKeys.Client letIn(HttpServerRequest request) {
        requireOwnName(request);
        if (OPEN.contains(request.path())) {
            return ClientKeys.Client.NOBODY;
        }
        ClientKeys.Client client = keys.client(request);
        // Whoever looks after a gateway that is full must still see its figures.
        if (request.method().equals(HttpMethod.POST) && lane.isFull()) {
            throw new ParlanceException.Overloaded(Failure.of(
                            "The gateway has as many open calls as it may",
                            "Send the request again a little later; max-calls under [gateway] says how many there may be.")
                    .withStatus(503)
                    .withRetryAfter(Duration.ofSeconds(1)));
        }
        return client;
    }

    /**
     * Where no key is required, a page could reach this machine under a name of its own that leads here, and browsers would take both for one
     * origin. Such a name is not answered; addresses and this machine's own names are.
     */
    private void requireOwnName(HttpServerRequest request) {
        HostAndPort asked = request.authority();
        if (asked == null || !lane.settings().listening().keys().isEmpty()) {
            return;
        }
        String host = asked.host().toLowerCase(Locale.ROOT);
        if (!ADDRESS.matcher(host).matches()
                && !host.equals("localhost")
                && !host.endsWith(".localhost")
                && !host.equals(lane.settings().listening().host().toLowerCase(Locale.ROOT))) {
            throw new ParlanceException.NotPermitted(Failure.of(
                            "This gateway answers to addresses and localhost, and the request is for " + host,
                            "Use http://127.0.0.1 as base URL, or let the gateway ask for a key.")
                    .withStatus(403));
        }
    }

    private @Nullable String welcomed(HttpServerRequest request) {
        String origin = request.getHeader("origin");
        return origin != null && (origins.contains("*") || origins.contains(origin)) ? origin : null;
    }
}
