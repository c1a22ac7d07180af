package dev.parlance.sandbox.compatible;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.Turns.Problem;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import org.jspecify.annotations.Nullable;

/** Error bodies in the form of the dialect's origin, since nothing else was recorded; only Perplexity is known to number its codes. */
final class CompatibleErrors {
    private static final String INVALID = "invalid_request_error";

    private final boolean numericCodes;

    CompatibleErrors(boolean numericCodes) {
        this.numericCodes = numericCodes;
    }

    SandboxAnswer badKey() {
        // Recorded at Perplexity (crmne/ruby_llm, error handling).
        return numericCodes
                ? error(
                        401,
                        "invalid_api_key",
                        "Invalid API key provided. Ensure your API key is correct and active.",
                        null)
                : error(401, INVALID, "Incorrect API key provided", "invalid_api_key");
    }

    SandboxAnswer notFound(String model) {
        return error(
                404,
                INVALID,
                "The model `" + model + "` does not exist or you do not have access to it.",
                "model_not_found");
    }

    Refusal invalid(String message) {
        return new Refusal(error(400, INVALID, message, null));
    }

    Refusal invalid(Problem problem) {
        return invalid(
                switch (problem.kind()) {
                    case NONE -> "messages must not be empty";
                    case MALFORMED -> "messages[" + problem.index() + "] must be an object with a role";
                    case UNANSWERED ->
                        "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id' (before messages["
                                + problem.index() + "])";
                    case UNCALLED ->
                        "messages[" + problem.index()
                                + "] with role 'tool' must be a response to a preceding message with 'tool_calls'";
                    case EMPTY_ASSISTANT ->
                        "messages[" + problem.index() + "] with role 'assistant' must have content or tool_calls";
                });
    }

    SandboxAnswer status(int status, String detail, String model) {
        return switch (status) {
            case 400 -> badRequest(detail);
            case 401 -> badKey();
            case 402 -> error(402, "insufficient_balance", "Insufficient Balance", "insufficient_balance");
            case 404 -> notFound(model);
            case 429 -> tooMany(detail);
            case 500 -> error(500, "server_error", "Internal server error", null);
            case 503 -> error(503, "server_error", "The service is temporarily unavailable", null);
            default -> error(status, status < 500 ? INVALID : "server_error", "simulated status " + status, null);
        };
    }

    SandboxAnswer error(int status, String type, String message, @Nullable String code) {
        return SandboxAnswer.json(status, body(status, type, message, code));
    }

    JsonObject body(int status, String type, String message, @Nullable String code) {
        JsonObject error = object(member("message", message), member("type", type));
        return object(
                "error",
                numericCodes
                        ? error.with("code", JsonValue.of(status))
                        : error.with("param", JsonValue.JsonNull.NULL)
                                .with("code", code == null ? JsonValue.JsonNull.NULL : JsonValue.of(code)));
    }

    private SandboxAnswer badRequest(String detail) {
        return switch (detail) {
            case "context" ->
                error(
                        400,
                        INVALID,
                        "This model's maximum context length is 131072 tokens. However, you requested 132306 tokens.",
                        "context_length_exceeded");
            case "content-filter" ->
                numericCodes
                        ? badRequest("")
                        : error(400, INVALID, "The request was rejected by the content filter.", "content_filter");
            default -> error(400, INVALID, "the sandbox was asked for status 400", null);
        };
    }

    private SandboxAnswer tooMany(String detail) {
        return detail.equals("quota")
                ? error(429, "insufficient_quota", "You exceeded your current quota.", "insufficient_quota")
                : error(429, "rate_limit_error", "Rate limit reached, please try again in 1s.", "rate_limit_exceeded")
                        .withHeader("retry-after", "1");
    }
}
