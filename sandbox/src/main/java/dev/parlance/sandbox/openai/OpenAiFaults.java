package dev.parlance.sandbox.openai;

import dev.parlance.sandbox.host.SandboxAnswer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenAI's bodies for each status that a client may ask for. */
final class OpenAiFaults {
    private OpenAiFaults() {}

    static SandboxAnswer answer(int status, String detail, OpenAiModel model) {
        return switch (status) {
            case 400 -> badRequest(detail, model);
            case 401 -> badKey("sk-sandbox");
            case 403 -> error(403, OpenAiErrors.INVALID, "You are not allowed to sample from this model", null);
            case 404 -> notFound(model.id());
            case 429 -> tooMany(detail, model);
            case 500 ->
                error(
                        500,
                        "server_error",
                        "The server had an error while processing your request. Sorry about that!",
                        null);
            case 503 ->
                error(
                        503,
                        "service_unavailable_error",
                        "That model is currently overloaded with other requests. You can retry your request.",
                        null);
            case 502, 504 ->
                SandboxAnswer.text(
                        status,
                        "text/html",
                        "<html>\r\n<head><title>" + status
                                + " Bad Gateway</title></head>\r\n<body>cloudflare</body>\r\n</html>");
            default ->
                error(status, status < 500 ? OpenAiErrors.INVALID : "server_error", "simulated status " + status, null);
        };
    }

    static SandboxAnswer notFound(String model) {
        return error(
                404,
                OpenAiErrors.INVALID,
                "The model `" + model + "` does not exist or you do not have access to it.",
                "model_not_found");
    }

    static SandboxAnswer badKey(String key) {
        return error(
                401,
                OpenAiErrors.INVALID,
                "Incorrect API key provided: " + masked(key)
                        + ". You can find your API key at https://platform.openai.com/account/api-keys.",
                "invalid_api_key");
    }

    static SandboxAnswer noKey() {
        return error(
                401,
                OpenAiErrors.INVALID,
                "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth"
                        + " (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if you're"
                        + " accessing the API from your browser and are prompted for a username and password. You can obtain an"
                        + " API key from https://platform.openai.com/account/api-keys.",
                null);
    }

    private static String masked(String key) {
        return key.length() <= 12
                ? "*".repeat(key.length())
                : key.substring(0, 8) + "*".repeat(key.length() - 12) + key.substring(key.length() - 4);
    }

    private static SandboxAnswer badRequest(String detail, OpenAiModel model) {
        return switch (detail) {
            case "context" ->
                OpenAiErrors.error(
                        400,
                        OpenAiErrors.INVALID,
                        "This model's maximum context length is " + model.window()
                                + " tokens. However, your messages resulted in " + (model.window() + 1_234)
                                + " tokens. Please reduce the length of the messages.",
                        "messages",
                        "context_length_exceeded");
            case "content-filter" ->
                OpenAiErrors.error(
                        400,
                        OpenAiErrors.INVALID,
                        "Invalid prompt: your prompt was flagged as potentially violating our usage policy. Please try again with a"
                                + " different prompt.",
                        null,
                        "invalid_prompt");
            default -> error(400, OpenAiErrors.INVALID, "the sandbox was asked for status 400", null);
        };
    }

    private static SandboxAnswer tooMany(String detail, OpenAiModel model) {
        if (detail.equals("quota")) {
            return error(
                    429,
                    "insufficient_quota",
                    "You exceeded your current quota, please check your plan and billing details. For more information on this"
                            + " error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.",
                    "insufficient_quota");
        }
        return error(
                        429,
                        "requests",
                        "Rate limit reached for " + model.id()
                                + " in organization org-sandbox on requests per min (RPM): Limit 3, Used 3, Requested 1."
                                + " Please try again in 1s. Visit https://platform.openai.com/account/rate-limits to learn more.",
                        "rate_limit_exceeded")
                .withHeaders(Map.of(
                        "retry-after", "1",
                        "retry-after-ms", "1000",
                        "x-ratelimit-remaining-requests", "0",
                        "x-ratelimit-reset-requests", "1s"));
    }

    private static SandboxAnswer error(int status, String type, String message, @Nullable String code) {
        return OpenAiErrors.error(status, type, message, null, code);
    }
}
