package dev.parlance.sandbox.mistral;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import java.util.ArrayList;
import java.util.List;

/** Error bodies in Mistral's form: flat, with the word {@code error} as object; details in the message where a member is wrong. */
final class MistralErrors {
    private MistralErrors() {}

    static Refusal invalid(String type, String message, String code) {
        return new Refusal(error(400, type, message, code));
    }

    /** A member that fails the validation (vercel/ai, packages/mistral: status 422 with details). */
    static Refusal validation(String kind, String message, JsonValue input, Object... place) {
        List<JsonValue> location = new ArrayList<>();
        location.add(JsonValue.of("body"));
        for (Object step : place) {
            location.add(
                    step instanceof Integer index ? JsonValue.of(index.longValue()) : JsonValue.of(step.toString()));
        }
        JsonObject detail = object(
                member("type", kind),
                member("loc", new JsonArray(location)),
                member("msg", message),
                member("input", input));
        return new Refusal(SandboxAnswer.json(
                422,
                object(
                        member("object", "error"),
                        member("message", object("detail", array(detail))),
                        member("type", "invalid_request_error"),
                        member("param", null),
                        member("code", null))));
    }

    /** Recorded: crmne/ruby_llm, error handling. */
    static SandboxAnswer badKey() {
        return SandboxAnswer.json(401, object("detail", "Invalid API Key"));
    }

    static SandboxAnswer notFound(String model) {
        return error(400, "invalid_model", "Invalid model: " + model, "1500");
    }

    static SandboxAnswer status(int status, String detail, String model) {
        return switch (status) {
            case 400 ->
                detail.equals("context")
                        ? error(
                                400,
                                "invalid_request_error",
                                "Prompt contains 131073 tokens and 0 draft tokens, too large for model with 131072 maximum context length",
                                "3051")
                        : error(400, "invalid_request_error", "the sandbox was asked for status 400", "3000");
            case 401 -> badKey();
            case 404 -> error(404, "invalid_model", "Invalid model: " + model, "1500");
            case 429 ->
                detail.equals("quota")
                        ? error(429, "insufficient_quota", "You have exceeded your quota", "1301")
                        : error(429, "rate_limited", "Requests rate limit exceeded", "1300");
            default ->
                error(
                        status,
                        status < 500 ? "invalid_request_error" : "internal_server_error",
                        "simulated status " + status,
                        "3000");
        };
    }

    static SandboxAnswer error(int status, String type, String message, String code) {
        return SandboxAnswer.json(status, body(type, message, code));
    }

    /** The shape inside a stream was never recorded; it is taken to be that of the dialect's origin. */
    static JsonObject inBand() {
        return object("error", body("internal_server_error", "Service unavailable.", "3505"));
    }

    private static JsonObject body(String type, String message, String code) {
        return object(
                member("object", "error"),
                member("message", message),
                member("type", type),
                member("param", null),
                member("code", code));
    }
}
