package dev.parlance.sandbox.gemini;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;

/** Gemini's errors for each status that a client may ask for. No header says how long to wait: the details do. */
final class GeminiFaults {
    private static final String TYPE = "type.googleapis.com/google.rpc.";

    private GeminiFaults() {}

    static Complaint of(int status, String detail, GeminiModel model) {
        return switch (status) {
            case 400 ->
                Complaint.invalid(
                        detail.equals("context")
                                ? tooLong(model.window() + 1_234, model.window())
                                : "the sandbox was asked for status 400");
            case 401 ->
                new Complaint(
                        401,
                        "UNAUTHENTICATED",
                        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other"
                                + " valid authentication credential.");
            case 402 ->
                new Complaint(
                        402, "RESOURCE_EXHAUSTED", "Your prepayment credits are depleted. Please go to AI Studio.");
            case 403 -> unregistered();
            case 404 -> notFound(model.id());
            case 429 -> tooMany(detail, model);
            case 500 ->
                new Complaint(
                        500,
                        "INTERNAL",
                        "An internal error has occurred. Please retry or report in"
                                + " https://developers.generativeai.google/guide/troubleshooting");
            case 503 -> new Complaint(503, "UNAVAILABLE", "The model is overloaded. Please try again later.");
            case 504 -> new Complaint(504, "DEADLINE_EXCEEDED", "Deadline expired before operation could complete.");
            default ->
                new Complaint(status, status < 500 ? "FAILED_PRECONDITION" : "UNKNOWN", "simulated status " + status);
        };
    }

    static Complaint badKey() {
        String message = "API key not valid. Please pass a valid API key.";
        return Complaint.invalid(
                message,
                object(
                        member("@type", TYPE + "ErrorInfo"),
                        member("reason", "API_KEY_INVALID"),
                        member("domain", "googleapis.com"),
                        member("metadata", object("service", "generativelanguage.googleapis.com"))),
                object(
                        member("@type", TYPE + "LocalizedMessage"),
                        member("locale", "en-US"),
                        member("message", message)));
    }

    static Complaint unregistered() {
        return new Complaint(
                403,
                "PERMISSION_DENIED",
                "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other"
                        + " form of API consumer identity to call this API.");
    }

    static Complaint notFound(String model) {
        return new Complaint(
                404,
                "NOT_FOUND",
                "models/" + model
                        + " is not found for API version v1beta, or is not supported for generateContent. Call"
                        + " ListModels to see the list of available models and their supported methods.");
    }

    static String tooLong(long tokens, long window) {
        return "The input token count (" + tokens + ") exceeds the maximum number of tokens allowed (" + window + ").";
    }

    private static Complaint tooMany(String detail, GeminiModel model) {
        String message =
                "You exceeded your current quota, please check your plan and billing details. For more information on"
                        + " this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.";
        return switch (detail) {
            case "overloaded" ->
                new Complaint(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota).");
            case "quota" ->
                new Complaint(
                        429, "RESOURCE_EXHAUSTED", message, failure("GenerateRequestsPerDayPerProjectPerModel", model));
            default ->
                new Complaint(
                        429,
                        "RESOURCE_EXHAUSTED",
                        message + "\nPlease retry in 1.5s.",
                        failure("GenerateRequestsPerMinutePerProjectPerModel", model),
                        object(member("@type", TYPE + "RetryInfo"), member("retryDelay", "1.5s")));
        };
    }

    private static JsonValue failure(String quota, GeminiModel model) {
        JsonObject violation = object(
                member("quotaMetric", "generativelanguage.googleapis.com/generate_content_requests"),
                member("quotaId", quota),
                member("quotaDimensions", object(member("location", "global"), member("model", model.id()))),
                member("quotaValue", "10"));
        return object(member("@type", TYPE + "QuotaFailure"), member("violations", array(violation)));
    }
}
