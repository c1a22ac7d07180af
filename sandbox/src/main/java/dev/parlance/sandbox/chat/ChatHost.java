package dev.parlance.sandbox.chat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxHost;
import dev.parlance.sandbox.host.SandboxRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request through a host of the Chat dialect: route, key, JSON, checks, the fault that was asked for, answer. What each step
 * refuses and how is the host's. A wrong request is refused even when a fault was asked for.
 */
public abstract class ChatHost implements SandboxHost {
    /** The paths that a client may keep in its base URL, for example {@code /v1}. */
    protected abstract List<String> prefixes();

    /** The answer to a path or method that the host does not know. */
    protected abstract SandboxAnswer unknownRoute(SandboxRequest request);

    /**
     * Refuses a request without a good key.
     *
     * @throws Refusal with the host's own 401
     */
    protected abstract void authenticate(SandboxRequest request);

    /** The answer to a body that cannot be read. */
    protected abstract SandboxAnswer unreadable(String reason);

    /** The body of the model list. */
    protected abstract JsonValue modelList();

    /**
     * Refuses what the host refuses.
     *
     * @throws Refusal with status and body of the host
     */
    protected abstract void check(SandboxRequest request, ChatBody body);

    /** The host's own answer of that status. */
    protected abstract SandboxAnswer fault(int status, String detail, ChatBody body);

    /** The answer of the simulated model, plain or streamed as asked for. */
    protected abstract SandboxAnswer speak(ChatBody body, Faults faults, Digest digest);

    /** Headers that the host puts on every answer. */
    protected abstract Map<String, String> headers(Digest digest);

    @Override
    public final SandboxAnswer answer(SandboxRequest request) {
        SandboxRequest relative = request.withPath(relativePath(request.path()));
        Digest digest = Digest.of(relative);
        SandboxAnswer answer;
        try {
            answer = routed(relative, digest);
        } catch (Refusal refusal) {
            answer = refusal.answer();
        }
        return answer.withHeaders(headers(digest));
    }

    /**
     * The answer on a route beside the model list and Chat Completions, null on a route that the host lacks. It checks the key itself.
     *
     * @throws Refusal with status and body of the host
     */
    protected @Nullable SandboxAnswer elsewhere(SandboxRequest request) {
        return null;
    }

    private SandboxAnswer routed(SandboxRequest request, Digest digest) {
        SandboxAnswer elsewhere = elsewhere(request);
        if (elsewhere != null) {
            return elsewhere;
        }
        if (request.path().equals("/models") && request.method().equals("GET")) {
            authenticate(request);
            return SandboxAnswer.json(200, modelList());
        }
        if (!request.path().equals("/chat/completions") || !request.method().equals("POST")) {
            return unknownRoute(request);
        }
        authenticate(request);
        ChatBody body = read(request);
        check(request, body);
        Faults faults = Faults.in(body.lastUserText());
        boolean plainError = faults.errorInStream() && !body.stream();
        SandboxAnswer answer = faults.status() > 0 || plainError
                ? fault(plainError ? 500 : faults.status(), faults.statusDetail(), body)
                : speak(body, faults, digest);
        if (faults.cut()) {
            answer = answer.cut();
        }
        return faults.delay().isZero() ? answer : answer.slowedBy(faults.delay());
    }

    private ChatBody read(SandboxRequest request) {
        String contentType = request.header("content-type");
        if (contentType != null && !contentType.toLowerCase(Locale.ROOT).contains("json")) {
            throw new Refusal(unreadable("the content type is " + contentType + " and not application/json"));
        }
        try {
            if (Json.parse(request.body()) instanceof JsonObject members) {
                return new ChatBody(members);
            }
        } catch (MalformedJson notJson) {
            throw new Refusal(unreadable("the body is not JSON"));
        }
        throw new Refusal(unreadable("the body is not a JSON object"));
    }

    private String relativePath(String path) {
        for (String prefix : prefixes()) {
            if (path.startsWith(prefix + "/")) {
                return path.substring(prefix.length());
            }
        }
        return path;
    }
}
