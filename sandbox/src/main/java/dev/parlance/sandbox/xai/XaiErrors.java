package dev.parlance.sandbox.xai;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.sandbox.chat.Turns.Problem;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;

/** Error bodies of xAI: a code, which is a sentence, and an error, which is a text. */
final class XaiErrors {
    private static final String INVALID = "Client specified an invalid argument";
    private static final String EXHAUSTED = "Some resource has been exhausted";
    private static final String UNAVAILABLE = "The service is currently unavailable";
    private static final String NOT_FOUND = "Some requested entity was not found";
    private static final String NOT_PERMITTED =
            "The caller does not have permission to execute the specified operation";

    private XaiErrors() {}

    /** The usual refusal of a request. */
    static Refusal invalid(String message) {
        return new Refusal(invalidAnswer(message));
    }

    static SandboxAnswer invalidAnswer(String message) {
        return invalidAnswer(400, message);
    }

    static SandboxAnswer invalidAnswer(int status, String message) {
        return error(status, status == 404 ? NOT_FOUND : INVALID, message);
    }

    /** A parameter that the model does not take at any value; the name is that of the host's own interface. */
    static Refusal unsupported(GrokModel model, String parameter) {
        return invalid("Model " + model.id() + " does not support parameter " + parameter + ".");
    }

    static Refusal invalid(Problem problem) {
        return invalid(
                switch (problem.kind()) {
                    case NONE -> "messages must not be empty";
                    case MALFORMED -> "messages[" + problem.index() + "]: missing field `role`";
                    case UNANSWERED ->
                        "The tool calls before messages[" + problem.index() + "] are not followed by their results";
                    case UNCALLED -> "messages[" + problem.index() + "]: the tool result belongs to no tool call";
                    case EMPTY_ASSISTANT ->
                        "messages[" + problem.index() + "]: Each message must have at least one content element.";
                });
    }

    /** Live Search is gone for good (vercel/ai#15713, superagent-ai/grok-cli#141). */
    static Refusal liveSearch() {
        return new Refusal(SandboxAnswer.json(
                410,
                object(
                        "error",
                        "Live search is deprecated. Please switch to the Agent Tools API:"
                                + " https://docs.x.ai/docs/guides/tools/overview")));
    }

    /** A wrong key is an invalid argument, status 400 (recorded: crmne/ruby_llm, error handling with xAI). */
    static SandboxAnswer badKey() {
        return error(
                400,
                "invalid-argument",
                "Incorrect API key provided. You can obtain an API key from https://console.x.ai.");
    }

    static SandboxAnswer noKey() {
        return error(401, NOT_PERMITTED, "No API key provided. You can obtain an API key from https://console.x.ai.");
    }

    static SandboxAnswer unknownRoute() {
        return error(
                404,
                NOT_FOUND,
                "No handler found on route. Please double check your URL and consult https://api.x.ai/docs for more"
                        + " information.");
    }

    static SandboxAnswer unknownModel(String model) {
        return error(
                404,
                NOT_FOUND,
                "The model " + model
                        + " does not exist or your team does not have access to it. If you believe this is a"
                        + " mistake, please contact support and quote the model name.");
    }

    static JsonValue inBand() {
        return body(UNAVAILABLE, "The model is at capacity. Please try again later.");
    }

    /** The answer of that status. */
    static SandboxAnswer status(int status, String detail, GrokModel model) {
        return switch (status) {
            case 400 -> badRequest(detail);
            case 401 -> noKey();
            case 403 ->
                error(
                        403,
                        NOT_PERMITTED,
                        detail.equals("quota")
                                ? "Your team does not have any credits yet. You can purchase those on https://console.x.ai."
                                : "Your API key is missing the permissions for this model.");
            case 404 -> unknownModel(model.id());
            case 429 ->
                error(
                        429,
                        EXHAUSTED,
                        detail.equals("quota")
                                ? "Your team has either used all available credits or reached its monthly spending limit. To"
                                        + " continue making API requests, please purchase more credits or raise your spending limit."
                                : "Too many requests for team. Your team's rate limit for " + model.id()
                                        + " was reached: requests per second (actual/limit): 2/1.");
            case 500 -> error(500, "Internal error", "An internal error occurred. Please try again.");
            case 503 -> SandboxAnswer.json(503, inBand());
            default -> error(status, status < 500 ? INVALID : UNAVAILABLE, "simulated status " + status);
        };
    }

    private static SandboxAnswer badRequest(String detail) {
        return invalidAnswer(
                switch (detail) {
                    case "context" ->
                        "This model's maximum prompt length is 256000 but the request contains 259215 tokens.";
                    case "content-filter" -> "Content violates usage guidelines.";
                    default -> "the sandbox was asked for status 400";
                });
    }

    private static SandboxAnswer error(int status, String code, String message) {
        return SandboxAnswer.json(status, body(code, message));
    }

    private static JsonValue body(String code, String message) {
        return object(member("code", code), member("error", message));
    }
}
