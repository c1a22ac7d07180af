package dev.parlance.sandbox.anthropic;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.SandboxAnswer;
import java.util.Map;
import java.util.Set;

/**
 * Error answers in the form of the wire: type, error and the id of the request, which also stands in a header (recorded:
 * Mirascope/mirascope, stream wraps API errors).
 */
public final class MessagesErrors {
    private static final Set<Integer> WORTH_A_RETRY = Set.of(408, 409, 429);

    private MessagesErrors() {}

    /** An error answer. */
    public static SandboxAnswer answer(Digest digest, int status, String type, String message) {
        return answer(digest, status, object(member("type", type), member("message", message)));
    }

    static SandboxAnswer answer(Digest digest, Complaint complaint) {
        JsonObject error = object(member("type", complaint.type()), member("message", complaint.text()));
        JsonObject details = complaint.details();
        return answer(digest, complaint.status(), details == null ? error : error.with("details", details));
    }

    static SandboxAnswer answer(Digest digest, int status, JsonObject error) {
        boolean retry = status >= 500 || WORTH_A_RETRY.contains(status);
        return SandboxAnswer.json(status, body(digest, error))
                .withHeaders(Map.of("request-id", requestId(digest), "x-should-retry", Boolean.toString(retry)));
    }

    static JsonObject body(Digest digest, JsonObject error) {
        return object(member("type", "error"), member("error", error), member("request_id", requestId(digest)));
    }

    static String requestId(Digest digest) {
        return "req_011C" + digest.letters("request", 20);
    }
}
