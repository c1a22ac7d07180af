package dev.parlance.gateway;

import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.dialects.Dialects;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of paths. */
final class Routes {
    private final Map<String, Map<HttpMethod, Consumer<HttpServerRequest>>> table = new LinkedHashMap<>();
    private final Map<String, ErrorReply> doors = new LinkedHashMap<>();
    private final ErrorReply errors;
    private final @Nullable GeminiPaths gemini;

    Routes(Lane lane) {
        boolean sandbox = lane.providers().isSandbox();
        InboundDialect chat = Objects.requireNonNull(Dialects.inbound("openai-chat"));
        errors = new ErrorReply(chat, sandbox);
        BodyReader bodies = new BodyReader(lane.settings().maxBodyBytes());
        Pages pages = new Pages(lane);
        calls(lane, bodies, chat, "/v1/chat/completions");
        calls(lane, bodies, Dialects.inbound("openai-responses"), "/v1/responses");
        calls(lane, bodies, Dialects.inbound("anthropic-messages"), "/v1/messages");
        InboundDialect generate = Dialects.inbound("gemini");
        gemini = generate == null ? null : new GeminiPaths(lane, generate, bodies);
        if (generate != null) {
            doors.put("/v1beta/", new ErrorReply(generate, sandbox));
        }
        add(HttpMethod.GET, "/v1/models", pages::models);
        add(HttpMethod.GET, "/healthz", pages::health);
        add(HttpMethod.GET, "/readyz", pages::readiness);
        add(HttpMethod.GET, "/", pages::root);
        add(HttpMethod.HEAD, "/", pages::root);
    }

    private void calls(Lane lane, BodyReader bodies, @Nullable InboundDialect dialect, String path) {
        if (dialect == null) {
            return;
        }
        ErrorReply replies = new ErrorReply(dialect, lane.providers().isSandbox());
        doors.put(path, replies);
        add(
                HttpMethod.POST,
                path,
                request -> new ChatExchange(lane, dialect, replies, request, asked(request)).start(bodies));
    }

    /** Headers that mean something to a dialect; the others are between the client and the gateway. */
    private static RequestTarget asked(HttpServerRequest request) {
        String beta = request.getHeader("anthropic-beta");
        return beta == null ? RequestTarget.NONE : new RequestTarget(null, null, true, Map.of("anthropic-beta", beta));
    }

    void handle(HttpServerRequest request) {
        if (gemini != null && gemini.handles(request)) {
            return;
        }
        Map<HttpMethod, Consumer<HttpServerRequest>> methods = table.get(request.path());
        if (methods == null) {
            inDialectOf(request.path()).send(request, 404, notFound(request));
            return;
        }
        Consumer<HttpServerRequest> action = methods.get(request.method());
        if (action == null) {
            request.response().putHeader("allow", allowed(methods));
            errors.send(request, 405, notAllowed(request, methods));
            return;
        }
        action.accept(request);
    }

    /** Clients of a dialect understand its errors alone, also about paths that are not there. */
    private ErrorReply inDialectOf(@Nullable String path) {
        for (Map.Entry<String, ErrorReply> door : doors.entrySet()) {
            if (path != null && path.startsWith(door.getKey())) {
                return door.getValue();
            }
        }
        return errors;
    }

    private void add(HttpMethod method, String path, Consumer<HttpServerRequest> action) {
        table.computeIfAbsent(path, unused -> new LinkedHashMap<>()).put(method, action);
    }

    private ParlanceException notFound(HttpServerRequest request) {
        String paths = table.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("/"))
                .map(entry -> allowed(entry.getValue()) + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return new ParlanceException.InvalidRequest(Failure.of(
                        "There is nothing at " + request.method() + " " + request.path(),
                        "The base URL of clients ends in /v1. There are: " + paths + ".")
                .withStatus(404));
    }

    private static ParlanceException notAllowed(
            HttpServerRequest request, Map<HttpMethod, Consumer<HttpServerRequest>> methods) {
        return new ParlanceException.InvalidRequest(
                Failure.of(request.path() + " does not take " + request.method(), "Use " + allowed(methods) + "."));
    }

    private static String allowed(Map<HttpMethod, Consumer<HttpServerRequest>> methods) {
        return methods.keySet().stream().map(HttpMethod::name).collect(Collectors.joining(", "));
    }
}
