package dev.parlance.sandbox.qiniu;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.sandbox.chat.Turns.Problem;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;

/** Error bodies in OpenAI's framing; the router's own words were never published, so these are plain. */
final class QiniuErrors {
    private static final String INVALID = "invalid_request_error";

    private QiniuErrors() {}

    static Refusal invalid(String message) {
        return new Refusal(error(400, INVALID, message));
    }

    static Refusal invalid(Problem problem) {
        String place = "messages[" + problem.index() + "]";
        return invalid(
                switch (problem.kind()) {
                    case NONE -> "messages must not be empty";
                    case MALFORMED -> place + " must be an object with a role";
                    case UNANSWERED -> "the tool calls before " + place + " have no results";
                    case UNCALLED -> place + ": the tool result belongs to no tool call";
                    case EMPTY_ASSISTANT -> place + ": an assistant message needs content or tool_calls";
                });
    }

    static SandboxAnswer badKey() {
        return error(401, "authentication_error", "invalid api key");
    }

    static SandboxAnswer unknownModel(String model) {
        return error(404, INVALID, "model not found: " + model);
    }

    static JsonValue body(String type, String message) {
        return object("error", object(member("message", message), member("type", type), member("code", type)));
    }

    /** The answer of that status. */
    static SandboxAnswer status(int status, String detail, String model) {
        return switch (status) {
            case 400 ->
                error(
                        400,
                        INVALID,
                        detail.equals("context")
                                ? "This model's maximum context length is 131072 tokens. However, you requested 134287"
                                        + " tokens."
                                : "the sandbox was asked for status 400");
            case 401 -> badKey();
            case 402 -> error(402, "insufficient_balance", "insufficient account balance");
            case 404 -> unknownModel(model);
            case 429 ->
                detail.equals("quota")
                        ? error(429, "insufficient_quota", "the quota of this api key is used up")
                        : error(429, "rate_limit_error", "too many requests, please retry later");
            default -> error(status, status < 500 ? INVALID : "server_error", "simulated status " + status);
        };
    }

    static SandboxAnswer error(int status, String type, String message) {
        return SandboxAnswer.json(status, body(type, message));
    }
}
