package dev.parlance.sandbox.moonshot;

import dev.parlance.sandbox.host.SandboxAnswer;
import java.util.Map;

/** The Open Platform's bodies for each status that a client may ask for. */
final class MoonshotFaults {
    private static final String OVERLOADED = "The engine is currently overloaded, please try again later";
    private static final String RATE_LIMIT =
            "Your account org-0000000000<ak-000000000000> request reached organization max RPM: 3,"
                    + " please try again after 1 seconds";
    private static final String QUOTA =
            "Your account org-0000000000 <ak-000000000000> is suspended due to insufficient balance,"
                    + " please recharge your account or check your plan and billing details";

    private MoonshotFaults() {}

    static SandboxAnswer answer(int status, String detail, KimiModel model) {
        return switch (status) {
            case 400 -> badRequest(detail, model);
            case 401 -> MoonshotErrors.error(401, "invalid_authentication_error", "Invalid Authentication");
            case 403 -> MoonshotErrors.error(403, "permission_denied_error", "The API you are accessing is not open");
            case 404 -> notFound(model.id());
            case 413 -> MoonshotErrors.error(413, MoonshotErrors.INVALID, "Request exceeds the maximum size");
            case 429 -> tooMany(detail);
            case 500 -> MoonshotErrors.error(500, "server_error", "invalid state transition");
            case 503, 504 -> MoonshotErrors.error(status, "server_error", "The service is temporarily unavailable");
            default ->
                MoonshotErrors.error(
                        status, status < 500 ? MoonshotErrors.INVALID : "server_error", "simulated status " + status);
        };
    }

    static SandboxAnswer notFound(String model) {
        return MoonshotErrors.error(
                404, "resource_not_found_error", "Not found the model " + model + " or Permission denied");
    }

    private static SandboxAnswer badRequest(String detail, KimiModel model) {
        return switch (detail) {
            case "context" ->
                MoonshotErrors.error(
                        400,
                        MoonshotErrors.INVALID,
                        "Invalid request: Your request exceeded model token limit: " + model.window() + " (requested: "
                                + (model.window() + 3_215) + ")");
            case "content-filter" ->
                MoonshotErrors.error(
                        400, "content_filter", "The request was rejected because it was considered high risk");
            default ->
                MoonshotErrors.error(
                        400, MoonshotErrors.INVALID, "Invalid request: the sandbox was asked for status 400");
        };
    }

    private static SandboxAnswer tooMany(String detail) {
        return switch (detail) {
            case "quota" -> MoonshotErrors.error(429, "exceeded_current_quota_error", QUOTA);
            case "overloaded" ->
                MoonshotErrors.error(429, "engine_overloaded_error", OVERLOADED).withHeader("retry-after", "1");
            default ->
                MoonshotErrors.error(429, "rate_limit_reached_error", RATE_LIMIT)
                        .withHeaders(Map.of(
                                "retry-after", "1",
                                "x-ratelimit-limit", "3",
                                "x-ratelimit-remaining", "0",
                                "x-ratelimit-reset", "1"));
        };
    }
}
