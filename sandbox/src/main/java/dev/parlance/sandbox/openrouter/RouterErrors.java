package dev.parlance.sandbox.openrouter;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import java.util.Map;

/** Error bodies in OpenRouter's form: the code is a number, and what a provider said lies as text in the metadata. */
final class RouterErrors {
    private static final String USER = "user_sandbox";

    private RouterErrors() {}

    static Refusal invalid(String message) {
        return new Refusal(error(400, message));
    }

    static SandboxAnswer error(int status, String message) {
        return SandboxAnswer.json(status, object("error", object(member("message", message), member("code", status))));
    }

    /** What a provider refused (recorded: agentjido/req_llm, grok over OpenRouter). */
    static SandboxAnswer provider(int status, RoutedModel model, JsonObject raw) {
        return SandboxAnswer.json(
                status, object(member("error", providerError(status, model, raw)), member("user_id", USER)));
    }

    static JsonObject providerError(int code, RoutedModel model, JsonObject raw) {
        return object(
                member("code", code),
                member("message", "Provider returned error"),
                member("metadata", object(member("provider_name", model.provider()), member("raw", Json.text(raw)))));
    }

    static SandboxAnswer status(int status, String detail, String model, RoutedModel facts) {
        return switch (status) {
            case 400 -> badRequest(detail, facts);
            case 401 -> error(401, "User not found.");
            case 402 -> payment(detail);
            case 403 ->
                provider(
                        403,
                        facts,
                        object(
                                member(
                                        "code",
                                        "The caller does not have permission to execute the specified operation"),
                                member("error", "Content violates usage guidelines.")));
            case 404 -> error(404, "No endpoints found for " + model + ".");
            case 429 -> tooMany(detail, model, facts);
            case 502 -> provider(502, facts, object("error", "upstream failed"));
            case 503 ->
                error(503, "There is no available model provider that meets your routing requirements")
                        .withHeader("retry-after", "2");
            default -> error(status, status < 500 ? "simulated status " + status : "Internal Server Error");
        };
    }

    private static SandboxAnswer badRequest(String detail, RoutedModel facts) {
        return switch (detail) {
            case "context" ->
                error(
                        400,
                        "This endpoint's maximum context length is 131072 tokens. However, you requested about 132306 tokens."
                                + " Please reduce the length of either one.");
            case "content-filter" -> provider(400, facts, object("error", "Content violates usage guidelines."));
            default -> error(400, "the sandbox was asked for status 400");
        };
    }

    /** Only the budget that is spent by requests under way frees itself, hence only it says when to come back. */
    private static SandboxAnswer payment(String detail) {
        String kind = switch (detail) {
            case "in-flight" -> "in_flight_budget_exhausted";
            case "weight" -> "weight_exceeds_budget";
            default -> "payment_required";
        };
        SandboxAnswer answer = SandboxAnswer.json(
                402,
                object(
                        "error",
                        object(
                                member("message", "Insufficient credits"),
                                member("code", 402),
                                member("metadata", object("error_type", kind)))));
        return detail.equals("in-flight") ? answer.withHeader("retry-after", "1") : answer;
    }

    private static SandboxAnswer tooMany(String detail, String model, RoutedModel facts) {
        if (detail.equals("overloaded")) {
            return provider(429, facts, object("error", model + " is temporarily rate-limited upstream"))
                    .withHeader("retry-after", "1");
        }
        // Recorded: tmc/langchaingo, OpenRouter streaming.
        JsonValue headers = object(
                member("X-RateLimit-Limit", "1"),
                member("X-RateLimit-Remaining", "0"),
                member("X-RateLimit-Reset", "1754667660000"));
        return SandboxAnswer.json(
                        429,
                        object(
                                member(
                                        "error",
                                        object(
                                                member(
                                                        "message",
                                                        "Rate limit exceeded: limit_rpm/" + model
                                                                + ". Limited to 1 requests per minute. Please retry shortly."),
                                                member("code", 429),
                                                member(
                                                        "metadata",
                                                        object(
                                                                member("headers", headers),
                                                                member("provider_name", null))))),
                                member("user_id", USER)))
                .withHeaders(Map.of(
                        "retry-after", "1",
                        "x-ratelimit-limit", "1",
                        "x-ratelimit-remaining", "0",
                        "x-ratelimit-reset", "1754667660000"));
    }
}
