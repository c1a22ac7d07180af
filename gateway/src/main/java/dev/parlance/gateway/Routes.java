package dev.parlance.gateway;

import dev.parlance.core.dialect.InboundDialect;
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

/** The table of paths. */
final class Routes {
    private final Map<String, Map<HttpMethod, Consumer<HttpServerRequest>>> table = new LinkedHashMap<>();
    private final ErrorReply errors;

    Routes(Lane lane) {
        InboundDialect chat = Objects.requireNonNull(Dialects.inbound("openai-chat"));
        errors = new ErrorReply(chat, lane.providers().isSandbox());
        BodyReader bodies = new BodyReader(lane.settings().maxBodyBytes());
        Pages pages = new Pages(lane);
        add(
                HttpMethod.POST,
                "/v1/chat/completions",
                request -> new ChatExchange(lane, chat, errors, request).start(bodies));
        add(HttpMethod.GET, "/v1/models", pages::models);
        add(HttpMethod.GET, "/healthz", pages::health);
        add(HttpMethod.GET, "/readyz", pages::readiness);
        add(HttpMethod.GET, "/", pages::root);
        add(HttpMethod.HEAD, "/", pages::root);
    }

    void handle(HttpServerRequest request) {
        Map<HttpMethod, Consumer<HttpServerRequest>> methods = table.get(request.path());
        if (methods == null) {
            errors.send(request, 404, notFound(request));
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
                "The base URL of clients ends in /v1. There are: " + paths + "."));
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
