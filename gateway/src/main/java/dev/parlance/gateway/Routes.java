package dev.parlance.gateway;

import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.dialects.Dialects;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of paths. */
final class Routes {
    /** What a path does for a client that was let in. */
    private interface Action {
        void accept(HttpServerRequest request, ClientKeys.Client client);
    }

    private static final System.Logger LOG = System.getLogger(Routes.class.getName());

    private final Map<String, Map<HttpMethod, Action>> table = new LinkedHashMap<>();
    private final Map<String, ErrorReply> doors = new LinkedHashMap<>();
    private final ErrorReply errors;
    private final @Nullable GeminiPaths gemini;
    private final Door door;
    private final ModelPages models;

    Routes(Lane lane) {
        door = new Door(lane);
        boolean sandbox = lane.providers().isSandbox();
        InboundDialect chat = Objects.requireNonNull(Dialects.inbound("openai-chat"));
        errors = new ErrorReply(chat, sandbox);
        BodyReader bodies = new BodyReader(lane.settings().limits().bodyBytes());
        Pages pages = new Pages(lane);
        models = new ModelPages(lane);
        calls(lane, bodies, chat, "/v1/chat/completions");
        calls(lane, bodies, Dialects.inbound("openai-responses"), "/v1/responses");
        calls(lane, bodies, Dialects.inbound("anthropic-messages"), "/v1/messages");
        counts(lane, bodies, Dialects.inbound("openai-responses"), "/v1/responses/input_tokens");
        counts(lane, bodies, Dialects.inbound("anthropic-messages"), "/v1/messages/count_tokens");
        InboundDialect generate = Dialects.inbound("gemini");
        gemini = generate == null ? null : new GeminiPaths(lane, generate, bodies);
        if (generate != null) {
            doors.put("/v1beta/", new ErrorReply(generate, sandbox));
        }
        add(HttpMethod.GET, "/v1/models", (request, client) -> models.list(request));
        add(HttpMethod.GET, "/v1beta/models", (request, client) -> models.list(request));
        add(HttpMethod.GET, "/metrics", (request, client) -> pages.metrics(request));
        add(HttpMethod.GET, "/healthz", (request, client) -> pages.health(request));
        add(HttpMethod.GET, "/readyz", (request, client) -> pages.readiness(request));
        add(HttpMethod.GET, "/", (request, client) -> pages.root(request));
        add(HttpMethod.HEAD, "/", (request, client) -> pages.root(request));
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
                (request, client) ->
                        new ChatExchange(lane, dialect, replies, request, asked(request), client).start(bodies));
    }

    private void counts(Lane lane, BodyReader bodies, @Nullable InboundDialect dialect, String path) {
        if (dialect != null) {
            ErrorReply replies = new ErrorReply(dialect, lane.providers().isSandbox());
            add(
                    HttpMethod.POST,
                    path,
                    (request, client) ->
                            new CountExchange(lane, dialect, replies, request, asked(request)).start(bodies));
        }
    }

    /** Headers that mean something to a dialect; the others are between the client and the gateway. */
    private static RequestTarget asked(HttpServerRequest request) {
        String beta = request.getHeader("anthropic-beta");
        return beta == null ? RequestTarget.NONE : new RequestTarget(null, null, true, Map.of("anthropic-beta", beta));
    }

    /** Answers the request, also where the gateway itself fails on it: nobody waits for an answer that never comes. */
    void handle(HttpServerRequest request) {
        try {
            route(request);
        } catch (RuntimeException defect) {
            LOG.log(System.Logger.Level.ERROR, "A request failed within the gateway", defect);
            if (!request.response().headWritten()) {
                BodyReader.discard(request);
                inDialectOf(request.path())
                        .send(
                                request,
                                new ParlanceException.ServerFailed(Failure.of(
                                        "The gateway failed on this request, which is a defect of its own",
                                        "The log of the gateway tells more.")));
            }
        }
    }

    private void route(HttpServerRequest request) {
        if (door.answersPreflight(request)) {
            return;
        }
        ClientKeys.Client client;
        try {
            client = door.letIn(request);
        } catch (ParlanceException refused) {
            ErrorReply replies = inDialectOf(request.path());
            BodyReader.discard(request);
            replies.send(request, refused);
            return;
        }
        if (gemini != null && gemini.handles(request, client)) {
            return;
        }
        Map<HttpMethod, Action> methods = table.get(request.path());
        if (methods == null) {
            if (!models.describes(request)) {
                inDialectOf(request.path()).send(request, 404, notFound(request));
            }
            return;
        }
        Action action = methods.get(request.method());
        if (action == null) {
            request.response().putHeader("allow", allowed(methods));
            inDialectOf(request.path()).send(request, 405, notAllowed(request, methods));
            return;
        }
        action.accept(request, client);
    }

    /** Answers what is no request. Where the next one begins is not known then, so the connection is closed. */
    void refuse(HttpServerRequest request) {
        ErrorReply replies = inDialectOf(request.path());
        // What is wrong with them is not repeated: a header may hold a key.
        switch (request.decoderResult().cause()) {
            case TooLongHttpLineException line ->
                replies.sendLast(request, 414, broken("The address of the request is too long", "Send a shorter one."));
            case TooLongHttpHeaderException headers ->
                replies.sendLast(
                        request, 431, broken("The headers of the request are too large", "Send fewer of them."));
            case null, default ->
                replies.sendLast(
                        request,
                        400,
                        broken("The head of the request cannot be read", "Send the request as HTTP/1.1 has it."));
        }
    }

    private static ParlanceException broken(String message, String advice) {
        return new ParlanceException.InvalidRequest(Failure.of(message, advice));
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

    private void add(HttpMethod method, String path, Action action) {
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

    private static ParlanceException notAllowed(HttpServerRequest request, Map<HttpMethod, Action> methods) {
        return new ParlanceException.InvalidRequest(
                Failure.of(request.path() + " does not take " + request.method(), "Use " + allowed(methods) + "."));
    }

    private static String allowed(Map<HttpMethod, Action> methods) {
        return methods.keySet().stream().map(HttpMethod::name).collect(Collectors.joining(", "));
    }
}
