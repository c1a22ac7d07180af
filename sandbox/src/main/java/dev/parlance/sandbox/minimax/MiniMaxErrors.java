package dev.parlance.sandbox.minimax;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;

/**
 * Error bodies of MiniMax: the code stands in parentheses at the end of the message, and the HTTP status is a string (modelscope#1691,
 * MiniMax-AI/MiniMax-M2#62, NousResearch/hermes-agent#16680).
 */
final class MiniMaxErrors {
    private static final String REQUEST_ID = "068a807bc9c47de0db57062e3925daa9";
    private static final String BAD_REQUEST = "bad_request_error";

    private MiniMaxErrors() {}

    /** The usual refusal: wrong parameters, code 2013. */
    static Refusal invalid(String detail) {
        return new Refusal(invalidAnswer(detail));
    }

    static SandboxAnswer invalidAnswer(String detail) {
        return error(400, BAD_REQUEST, "invalid params, " + detail, 2013);
    }

    static SandboxAnswer badKey() {
        return error(401, "authentication_error", "invalid api key", 1004);
    }

    static SandboxAnswer noKey() {
        return error(
                401,
                "authentication_error",
                "login fail: Please carry the API secret key in the 'Authorization' field of the request header",
                1004);
    }

    static JsonObject inBand() {
        return body(500, "api_error", "unknown error", 1000);
    }

    /** The answer of that status. */
    static SandboxAnswer status(int status, String detail, MiniMaxModel model) {
        if (detail.equals("native")) {
            return nativeShape(status, model);
        }
        return switch (status) {
            case 400 -> badRequest(detail);
            case 401 -> badKey();
            case 402 -> error(402, "insufficient_balance_error", "insufficient balance", 1008);
            case 429 ->
                detail.equals("quota")
                        ? error(429, "insufficient_balance_error", "insufficient balance", 1008)
                        : error(429, "rate_limit_error", "rate limit exceeded", 1002);
            case 500 ->
                detail.equals("quota")
                        ? error(500, "api_error", "insufficient balance", 1008)
                        : SandboxAnswer.json(500, inBand());
            case 529 -> error(529, "overloaded_error", "the server cluster is currently under high load", 2064);
            default -> error(status, status < 500 ? BAD_REQUEST : "api_error", "simulated status " + status, 2013);
        };
    }

    private static SandboxAnswer badRequest(String detail) {
        return switch (detail) {
            case "context" -> invalidAnswer("context window exceeds limit");
            case "content-filter" -> error(400, BAD_REQUEST, "input new_sensitive", 1026);
            default -> invalidAnswer("the sandbox was asked for status 400");
        };
    }

    /** The older shape: all is well with HTTP, and the body says that nothing is (obsidian-aloud-tts#114). */
    private static SandboxAnswer nativeShape(int status, MiniMaxModel model) {
        JsonObject fault = switch (status) {
            case 402 -> base(1008, "insufficient balance");
            case 401 -> base(1004, "login fail");
            case 429 -> base(1002, "rate limit");
            case 400 -> base(2013, "invalid params");
            default -> base(1000, "unknown error");
        };
        return SandboxAnswer.json(
                200,
                object(
                        member("id", REQUEST_ID),
                        member("choices", null),
                        member("created", MiniMaxWire.CREATED),
                        member("model", model.id()),
                        member("object", "chat.completion"),
                        member("usage", null),
                        member("base_resp", fault)));
    }

    static JsonObject base(int code, String message) {
        return object(member("status_code", code), member("status_msg", message));
    }

    private static SandboxAnswer error(int status, String type, String message, int code) {
        return SandboxAnswer.json(status, body(status, type, message, code));
    }

    private static JsonObject body(int status, String type, String message, int code) {
        JsonValue error = object(
                member("type", type),
                member("message", message + " (" + code + ")"),
                member("http_code", Integer.toString(status)));
        return object(member("type", "error"), member("error", error), member("request_id", REQUEST_ID));
    }
}
