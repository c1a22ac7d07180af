package dev.parlance.sandbox.anthropic;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.SandboxAnswer;
import java.util.Map;

/** Anthropic's bodies for each status that a client may ask for. */
final class MessagesFaults {
    private MessagesFaults() {}

    static SandboxAnswer answer(Digest digest, int status, String detail, ClaudeModel model) {
        return switch (status) {
            case 400 -> badRequest(digest, detail, model);
            case 401 -> error(digest, 401, "authentication_error", "invalid x-api-key");
            case 402 ->
                error(
                        digest,
                        402,
                        "billing_error",
                        "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade"
                                + " or purchase credits.");
            case 403 ->
                error(
                        digest,
                        403,
                        "permission_error",
                        "Your API key does not have permission to use the specified resource.");
            case 404 -> error(digest, 404, "not_found_error", "model: " + model.snapshot());
            case 409 -> error(digest, 409, "conflict_error", "The request conflicts with the state of the resource.");
            case 413 -> error(digest, 413, "request_too_large", "Request exceeds the maximum size");
            case 429 -> tooMany(digest, detail);
            case 500 -> error(digest, 500, "api_error", "Internal server error");
            case 502 ->
                SandboxAnswer.text(
                        502,
                        "text/html",
                        "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>cloudflare</body>\r\n</html>");
            case 504 -> error(digest, 504, "timeout_error", "Request timed out");
            case 529 -> error(digest, 529, "overloaded_error", "Overloaded");
            default ->
                error(digest, status, status < 500 ? Complaint.INVALID : "api_error", "simulated status " + status);
        };
    }

    private static SandboxAnswer badRequest(Digest digest, String detail, ClaudeModel model) {
        return error(
                digest,
                400,
                Complaint.INVALID,
                switch (detail) {
                    case "context" -> tooLong(model.window() + 1_234, model.window());
                    case "content-filter" -> "Output blocked by content filtering policy";
                    case "quota" ->
                        "You have reached your specified API usage limits. You will regain access on 2026-11-01 at 00:00 UTC.";
                    default -> "the sandbox was asked for status 400";
                });
    }

    static String tooLong(long tokens, long window) {
        return "prompt is too long: " + tokens + " tokens > " + window + " maximum";
    }

    private static SandboxAnswer tooMany(Digest digest, String detail) {
        if (detail.equals("quota")) {
            return MessagesErrors.answer(
                            digest,
                            429,
                            object(
                                    member("details", object("error_code", "enforced_spend_limit_reached")),
                                    member("type", "rate_limit_error"),
                                    member("message", "Your organization has reached its enforced spend limit.")))
                    .withHeader("x-should-retry", "false");
        }
        return error(
                        digest,
                        429,
                        "rate_limit_error",
                        "This request would exceed your organization's rate limit of 50 requests per minute. For details,"
                                + " refer to: https://docs.claude.com/en/api/rate-limits.")
                .withHeaders(Map.of(
                        "retry-after", "1",
                        "anthropic-ratelimit-requests-limit", "50",
                        "anthropic-ratelimit-requests-remaining", "0",
                        "anthropic-ratelimit-requests-reset", "2026-08-02T17:44:23Z"));
    }

    private static SandboxAnswer error(Digest digest, int status, String type, String message) {
        return MessagesErrors.answer(digest, status, type, message);
    }
}
