package dev.parlance.sandbox.azure;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.openai.OpenAiErrors;
import java.util.Map;

/** Error bodies of the resource and of the gateway before it, and what is answered to each status that a client may ask for. */
final class AzureErrors {
    private static final String SORRY = "The server had an error while processing your request. Sorry about that!";
    private static final String BUSY =
            "The system is currently experiencing high demand and cannot process your request. Your request exceeds the maximum"
                    + " usage size allowed during peak load.";

    private AzureErrors() {}

    static SandboxAnswer badKey() {
        return coded(
                401,
                "401",
                "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an"
                        + " active subscription and use a correct regional API endpoint for your resource.");
    }

    static SandboxAnswer unknownPath() {
        return coded(404, "404", "Resource not found");
    }

    static SandboxAnswer noDeployment() {
        return SandboxAnswer.json(
                404,
                object(
                        "error",
                        object(
                                member("type", "invalid_request_error"),
                                member("code", "DeploymentNotFound"),
                                member(
                                        "message",
                                        "The API deployment for this resource does not exist. If you created the deployment"
                                                + " within the last 5 minutes, please wait a moment and try again."))));
    }

    static SandboxAnswer overflow(long window, long input, long output) {
        return OpenAiErrors.error(
                400,
                "invalid_request_error",
                "This model's maximum context length is " + window + " tokens. However, you requested "
                        + (input + output)
                        + " tokens (" + input + " in the messages, " + output + " in the completion). Please reduce the"
                        + " length of the messages or completion.",
                "messages",
                "context_length_exceeded");
    }

    static JsonValue inBand() {
        return OpenAiErrors.body("server_error", SORRY, null, null);
    }

    static SandboxAnswer fault(int status, String detail, Deployment deployment) {
        return switch (status) {
            case 400 -> badRequest(detail, deployment);
            case 401 -> badKey();
            case 403 ->
                coded(
                        403,
                        "403",
                        "Your resource has been temporarily blocked because we detected behavior that may violate our content"
                                + " policy.");
            case 404 -> noDeployment();
            case 408 ->
                SandboxAnswer.text(
                        408,
                        "text/plain",
                        "upstream request timeout\nPlease check this guide to understand why this error code might have been returned"
                                + " \nhttps://docs.microsoft.com/en-us/azure/machine-learning/how-to-troubleshoot-online-endpoints"
                                + "#http-status-codes\n");
            case 429 -> tooMany(detail);
            case 500 -> SandboxAnswer.json(500, inBand());
            case 503 -> coded(503, "503", BUSY);
            default -> coded(status, Integer.toString(status), "simulated status " + status);
        };
    }

    private static SandboxAnswer badRequest(String detail, Deployment deployment) {
        return switch (detail) {
            case "context" -> overflow(deployment.window(), deployment.window() + 1_234, 0);
            case "content-filter" -> filtered();
            default -> coded(400, "BadRequest", "the sandbox was asked for status 400");
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

    private static SandboxAnswer tooMany(String detail) {
        return switch (detail) {
            case "quota" ->
                SandboxAnswer.json(
                        429,
                        OpenAiErrors.body(
                                "insufficient_quota",
                                "You exceeded your current quota, please check your plan and billing details.",
                                null,
                                "insufficient_quota"));
            case "overloaded" -> coded(429, "too_many_requests", BUSY);
            default ->
                coded(
                                429,
                                "429",
                                "Requests to the ChatCompletions_Create Operation under Azure OpenAI API version v1 have exceeded"
                                        + " token rate limit of your current OpenAI S0 pricing tier. Please retry after 2 seconds.")
                        .withHeaders(Map.of(
                                "retry-after", "2",
                                "retry-after-ms", "2000",
                                "x-ratelimit-remaining-tokens", "-1",
                                "x-ratelimit-reset-tokens", "2"));
        };
    }

    private static SandboxAnswer coded(int status, String code, String message) {
        return SandboxAnswer.json(status, object("error", object(member("code", code), member("message", message))));
    }
}
