package dev.parlance.sandbox.copilot;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.sandbox.chat.Turns.Problem;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;

/** Errors of Copilot: plain text from the gateway, a message and a code from behind it. */
final class CopilotErrors {
    private static final String INVALID_BODY = "invalid_request_body";
    private static final String PLAIN = "text/plain; charset=utf-8";

    private CopilotErrors() {}

    /** The usual refusal of a request. */
    static Refusal invalid(String message) {
        return new Refusal(error(400, message, INVALID_BODY));
    }

    static Refusal invalid(Problem problem) {
        String place = "messages[" + problem.index() + "]";
        return invalid(
                switch (problem.kind()) {
                    case NONE -> "messages must not be empty";
                    case MALFORMED -> place + " must be an object with a role";
                    case UNANSWERED ->
                        "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
                                + " 'tool_call_id' (before " + place + ").";
                    case UNCALLED ->
                        place + " with role 'tool' must be a response to a preceding message with 'tool_calls'.";
                    case EMPTY_ASSISTANT -> place + " with role 'assistant' must have content or tool_calls.";
                });
    }

    static SandboxAnswer unauthorized() {
        return plain(401, "unauthorized: missing Authorization header");
    }

    static SandboxAnswer expired() {
        return plain(401, "IDE token expired: unauthorized: token expired");
    }

    /** BerriAI/litellm#18475, openclaw/openclaw#71538. */
    static SandboxAnswer missingHeader(String name) {
        return plain(400, "bad request: missing " + name + " header for IDE auth");
    }

    /** microsoft/vscode#292901. */
    static Refusal missingVisionHeader() {
        return new Refusal(error(400, "missing required Copilot-Vision-Request header for vision requests", ""));
    }

    static SandboxAnswer unknownModel() {
        return SandboxAnswer.json(
                400,
                object(
                        "error",
                        object(
                                member("message", "The requested model is not supported."),
                                member("code", "model_not_supported"),
                                member("param", "model"),
                                member("type", "invalid_request_error"))));
    }

    /** farion1231/cc-switch#1681. */
    static SandboxAnswer notHere(CopilotModel model, String endpoint) {
        return error(
                400,
                "model \"" + model.id() + "\" is not accessible via the " + endpoint + " endpoint",
                "unsupported_api_for_model");
    }

    static Refusal effort(CopilotModel model) {
        return new Refusal(error(
                400,
                "reasoning_effort is not supported at this value by model " + model.id() + "; supported values: "
                        + model.efforts(),
                "invalid_reasoning_effort"));
    }

    static SandboxAnswer tooLong(CopilotModel model, long tokens) {
        return error(
                400,
                "prompt token count of " + tokens + " exceeds the limit of " + model.mostPrompt(),
                "model_max_prompt_tokens_exceeded");
    }

    static JsonValue inBand() {
        return body("the upstream model failed", "internal_error");
    }

    /** The answer of that status. A used-up quota is plain text (recorded: olimorris/codecompanion.nvim). */
    static SandboxAnswer status(int status, String detail, CopilotModel model) {
        return switch (status) {
            case 400 ->
                switch (detail) {
                    case "context" -> tooLong(model, model.mostPrompt() + 3_215);
                    case "content-filter" ->
                        error(
                                400,
                                "The response was filtered due to the prompt triggering the policy.",
                                "content_filter");
                    default -> error(400, "the sandbox was asked for status 400", INVALID_BODY);
                };
            case 401 -> expired();
            case 402 -> quota(402);
            case 403 -> error(403, "Access to this model is disabled by the policy of your organization.", "forbidden");
            case 404 -> plain(404, "404 page not found");
            case 429 ->
                detail.equals("quota")
                        ? quota(429)
                        : error(429, "Sorry, you have been rate-limited. Please wait a moment.", "rate_limited")
                                .withHeader("retry-after", "1");
            case 502, 503, 504 -> plain(status, "upstream connect error or disconnect/reset before headers");
            default -> error(status, "simulated status " + status, status < 500 ? INVALID_BODY : "internal_error");
        };
    }

    static SandboxAnswer plain(int status, String message) {
        return SandboxAnswer.text(status, PLAIN, message + "\n");
    }

    static SandboxAnswer error(int status, String message, String code) {
        return SandboxAnswer.json(status, body(message, code));
    }

    private static SandboxAnswer quota(int status) {
        return plain(status, "quota exceeded");
    }

    private static JsonValue body(String message, String code) {
        return object("error", object(member("message", message), member("code", code)));
    }
}
