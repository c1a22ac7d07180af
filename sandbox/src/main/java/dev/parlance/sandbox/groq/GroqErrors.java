package dev.parlance.sandbox.groq;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Error bodies in Groq's form: message and type, a code where there is one. */
final class GroqErrors {
    private static final String INVALID = "invalid_request_error";

    private GroqErrors() {}

    static Refusal invalid(String message) {
        return new Refusal(error(400, INVALID, message, null));
    }

    static SandboxAnswer badKey() {
        return error(401, INVALID, "Invalid API Key", "invalid_api_key");
    }

    /** Recorded: pydantic/pydantic-ai, model name suggestion. */
    static SandboxAnswer notFound(String model) {
        return error(
                404,
                INVALID,
                "The model `" + model + "` does not exist or you do not have access to it.",
                "model_not_found");
    }

    static SandboxAnswer status(int status, String detail, String model) {
        return switch (status) {
            case 400 -> badRequest(detail);
            case 401 -> badKey();
            case 404 -> notFound(model);
            case 413 -> error(413, "tokens", "Request too large for model `" + model + "`", "rate_limit_exceeded");
            case 429 ->
                error(
                                429,
                                detail.equals("quota") ? "insufficient_quota" : "tokens",
                                "Rate limit reached for model `" + model
                                        + "` on tokens per minute (TPM): Limit 6000, Used 6000, Requested 100. Please try again in 1s.",
                                detail.equals("quota") ? "insufficient_quota" : "rate_limit_exceeded")
                        .withHeaders(Map.of(
                                "retry-after", "1",
                                "x-ratelimit-remaining-tokens", "0",
                                "x-ratelimit-reset-tokens", "1s"));
            case 503 -> error(503, "service_unavailable", model + " is currently over capacity.", null);
            default ->
                error(status, status < 500 ? INVALID : "internal_server_error", "simulated status " + status, null);
        };
    }

    /** The error inside a stream repeats the status that can no longer be sent (recorded: pydantic/pydantic-ai, tool use failed). */
    static JsonObject inBand() {
        return object(
                "error",
                object(
                        member("message", "Tool choice is required, but model did not call a tool"),
                        member("type", INVALID),
                        member("code", "tool_use_failed"),
                        member("failed_generation", ""),
                        member("status_code", 400)));
    }

    static SandboxAnswer error(int status, String type, String message, @Nullable String code) {
        JsonObject error = object(member("message", message), member("type", type));
        return SandboxAnswer.json(
                status, object("error", code == null ? error : error.with("code", JsonValue.of(code))));
    }

    private static SandboxAnswer badRequest(String detail) {
        return switch (detail) {
            case "context" ->
                error(
                        400,
                        INVALID,
                        "Please reduce the length of the messages or completion.",
                        "context_length_exceeded");
            case "tool-use-failed" ->
                SandboxAnswer.json(
                        400,
                        object(
                                "error",
                                object(
                                        member(
                                                "message",
                                                "Tool call validation failed: tool call validation failed: parameters did not match schema"),
                                        member("type", INVALID),
                                        member("code", "tool_use_failed"),
                                        member("failed_generation", "{\"name\": \"tool\", \"arguments\": {}}"))));
            default -> error(400, INVALID, "the sandbox was asked for status 400", null);
        };
    }
}
