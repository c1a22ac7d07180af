package dev.parlance.sandbox.azure;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.openai.OpenAiErrors;
import java.util.Map;

/** What a resource, and the gateway before it, answer to each status that a client may ask for. */
final class AzureFaults {
    private static final String BUSY =
            "The system is currently experiencing high demand and cannot process your request. Your request exceeds the maximum"
                    + " usage size allowed during peak load.";

    private AzureFaults() {}

    /**
     * The answer to a status that the client asks for.
     *
     * @param operation what is called, with its version, for the text of a 429
     */
    static SandboxAnswer answer(int status, String detail, Deployment deployment, String operation) {
        return switch (status) {
            case 400 -> badRequest(detail, deployment);
            case 401 -> unauthorized(detail);
            case 403 -> forbidden(detail);
            case 404 -> detail.equals("route") ? AzureErrors.unknownPath() : AzureErrors.noDeployment();
            case 408 ->
                SandboxAnswer.text(
                        408,
                        "text/plain",
                        "upstream request timeout\nPlease check this guide to understand why this error code might have been returned"
                                + " \nhttps://docs.microsoft.com/en-us/azure/machine-learning/how-to-troubleshoot-online-endpoints"
                                + "#http-status-codes\n");
            case 429 -> tooMany(detail, operation);
            case 500 -> SandboxAnswer.json(500, AzureErrors.inBand());
            case 503 -> AzureErrors.coded(503, "503", BUSY);
            default -> AzureErrors.coded(status, Integer.toString(status), "simulated status " + status);
        };
    }

    private static SandboxAnswer unauthorized(String detail) {
        return switch (detail) {
            case "token" -> AzureErrors.badToken();
            case "role" ->
                AzureErrors.coded(401, "PermissionDenied", "Principal does not have access to API/Operation.");
            case "gateway" ->
                SandboxAnswer.json(
                        401,
                        object(
                                member("statusCode", 401),
                                member(
                                        "message",
                                        "Unauthorized. Access token is missing, invalid, audience is incorrect"
                                                + " (https://cognitiveservices.azure.com), or have expired.")));
            default -> AzureErrors.badKey();
        };
    }

    /** A page in HTML comes from a device on the way and not from the service. */
    private static SandboxAnswer forbidden(String detail) {
        return detail.equals("html")
                ? SandboxAnswer.text(
                        403,
                        "text/html",
                        "<html>\r\n<head><title>403 Forbidden</title></head>\r\n<body>blocked</body>\r\n</html>")
                : AzureErrors.coded(
                        403,
                        "403",
                        "Your resource has been temporarily blocked because we detected behavior that may violate our content"
                                + " policy.");
    }

    private static SandboxAnswer badRequest(String detail, Deployment deployment) {
        return switch (detail) {
            case "context" -> AzureErrors.overflow(deployment.window(), deployment.window() + 1_234, 0);
            case "content-filter" -> filtered();
            case "content-filter-short" ->
                AzureErrors.coded(400, "content_filter", "The response was filtered by the content management policy.");
            default -> AzureErrors.coded(400, "BadRequest", "the sandbox was asked for status 400");
        };
    }

    private static SandboxAnswer filtered() {
        JsonObject results = object(
                member("hate", ContentFilter.severity(false, "safe")),
                member("jailbreak", object(member("filtered", false), member("detected", false))),
                member("self_harm", ContentFilter.severity(false, "safe")),
                member("sexual", ContentFilter.severity(false, "safe")),
                member("violence", ContentFilter.severity(true, "medium")));
        return SandboxAnswer.json(
                400,
                object(
                        "error",
                        object(
                                member(
                                        "message",
                                        "The response was filtered due to the prompt triggering Azure OpenAI's content"
                                                + " management policy. Please modify your prompt and retry. To learn more about"
                                                + " our content filtering policies please read our documentation:"
                                                + " https://go.microsoft.com/fwlink/?linkid=2198766"),
                                member("type", null),
                                member("param", "prompt"),
                                member("code", "content_filter"),
                                member("status", 400),
                                member(
                                        "innererror",
                                        object(
                                                member("code", "ResponsibleAIPolicyViolation"),
                                                member("content_filter_result", results))))));
    }

    private static SandboxAnswer tooMany(String detail, String operation) {
        return switch (detail) {
            case "quota" ->
                SandboxAnswer.json(
                        429,
                        OpenAiErrors.body(
                                "insufficient_quota",
                                "You exceeded your current quota, please check your plan and billing details.",
                                null,
                                "insufficient_quota"));
            case "overloaded" ->
                AzureErrors.coded(429, "too_many_requests", BUSY).withHeader("x-ms-retry-after-ms", "1000");
            // The delay stands in the text alone (microsoft/copilot-camp#551).
            case "text" -> AzureErrors.coded(429, "429", "Rate limit is exceeded. Try again in 2 seconds.");
            // One request exceeds the whole allowance, so the delay is absurd (jasonacox/TinyLLM#17).
            case "day" ->
                AzureErrors.coded(429, "429", exceeded(operation, 86_400)).withHeader("retry-after", "86400");
            default ->
                AzureErrors.coded(429, "429", exceeded(operation, 2))
                        .withHeaders(Map.of(
                                "retry-after", "2",
                                "retry-after-ms", "2000",
                                "x-ratelimit-remaining-tokens", "-1",
                                "x-ratelimit-reset-tokens", "2"));
        };
    }

    private static String exceeded(String operation, int seconds) {
        return "Requests to the " + operation
                + " have exceeded token rate limit of your current OpenAI S0 pricing tier. Please retry after "
                + seconds
                + " seconds.";
    }
}
