package dev.parlance.sandbox.deepseek;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;

/** Error bodies of DeepSeek: message, type, a param that is always null and a code that is almost always the same. */
final class DeepSeekErrors {
    private static final String INVALID = "invalid_request_error";

    private DeepSeekErrors() {}

    /** The usual refusal of a request. */
    static Refusal invalid(String message) {
        return new Refusal(error(400, INVALID, message));
    }

    /** The refusal of a body whose JSON has not the expected shape. The column is where the reader stopped, here the end. */
    static Refusal misshapen(SandboxRequest request, String detail) {
        return invalid("Failed to deserialize the JSON body into the target type: " + detail + " at line 1 column "
                + request.bodyLength());
    }

    static SandboxAnswer error(int status, String type, String message) {
        return SandboxAnswer.json(status, body(type, message));
    }

    static JsonValue body(String type, String message) {
        return object(
                "error",
                object(
                        member("message", message),
                        member("type", type),
                        member("param", null),
                        member("code", INVALID)));
    }

    static SandboxAnswer badKey(String key) {
        String end = key.length() < 4 ? "" : key.substring(key.length() - 4);
        return error(401, "authentication_error", "Authentication Fails, Your api key: ****" + end + " is invalid");
    }

    static SandboxAnswer noKey() {
        return error(401, "authentication_error", "Authentication Fails (auth header format should be Bearer sk-...)");
    }

    static SandboxAnswer unknownModel() {
        return error(400, INVALID, "Model Not Exist");
    }

    /** The answer of that status, after DeepSeek's list of error codes. */
    static SandboxAnswer status(int status, String detail, DeepSeekModel model) {
        return switch (status) {
            case 400 -> badRequest(detail, model);
            case 401 -> badKey("sk-sandbox");
            case 402 -> insufficientBalance(402);
            case 404 -> SandboxAnswer.text(404, "text/plain", "Not Found. Please check the configuration.");
            case 422 -> error(422, INVALID, "Invalid parameters: the sandbox was asked for status 422");
            case 429 ->
                detail.equals("quota")
                        ? insufficientBalance(429)
                        : error(
                                429,
                                "rate_limit_error",
                                "Rate limit reached: you are sending requests too quickly. Please pace your requests.");
            case 500 -> error(500, "internal_error", "Internal Server Error");
            case 503 -> error(503, "service_unavailable_error", busy());
            default -> error(status, status < 500 ? INVALID : "internal_error", "simulated status " + status);
        };
    }

    static String busy() {
        return "Service is too busy. We advise users to temporarily switch to alternative LLM API service providers.";
    }

    static String tooLong(DeepSeekModel model, long requested) {
        return "This model's maximum context length is " + model.window() + " tokens. However, you requested "
                + requested + " tokens. Please reduce the length of the messages or completion.";
    }

    private static SandboxAnswer insufficientBalance(int status) {
        return error(status, "unknown_error", "Insufficient Balance");
    }

    private static SandboxAnswer badRequest(String detail, DeepSeekModel model) {
        return switch (detail) {
            case "context" -> error(400, INVALID, tooLong(model, model.window() + 3_215));
            case "content-filter" -> error(400, INVALID, "Content Exists Risk");
            default -> error(400, INVALID, "the sandbox was asked for status 400");
        };
    }
}
