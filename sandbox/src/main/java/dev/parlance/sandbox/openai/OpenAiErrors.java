package dev.parlance.sandbox.openai;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import org.jspecify.annotations.Nullable;

/** Error bodies in OpenAI's form: message, type, param and code, the last two often null. */
public final class OpenAiErrors {
    static final String INVALID = "invalid_request_error";

    private OpenAiErrors() {}

    /** A refusal with status 400. */
    public static Refusal invalid(String message, @Nullable String param, @Nullable String code) {
        return new Refusal(error(400, INVALID, message, param, code));
    }

    /** A parameter that the model does not take at all. */
    public static Refusal unsupportedParameter(String param) {
        return invalid(
                "Unsupported parameter: '" + param + "' is not supported with this model.",
                param,
                "unsupported_parameter");
    }

    /** The old name of the output budget on a model that takes only the new one. */
    public static Refusal maxTokens() {
        return invalid(
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
                "max_tokens",
                "unsupported_parameter");
    }

    /** A value that the model does not take. */
    public static Refusal unsupportedValue(String message, String param) {
        return invalid(message, param, "unsupported_value");
    }

    /** A member that the endpoint does not know. */
    public static Refusal unknownParameter(String param) {
        return invalid("Unknown parameter: '" + param + "'.", param, "unknown_parameter");
    }

    /** An error answer. */
    public static SandboxAnswer error(
            int status, String type, String message, @Nullable String param, @Nullable String code) {
        return SandboxAnswer.json(status, body(type, message, param, code));
    }

    /** An error body. */
    public static JsonValue body(String type, String message, @Nullable String param, @Nullable String code) {
        return object(
                "error",
                object(
                        member("message", message),
                        member("type", type),
                        member("param", text(param)),
                        member("code", text(code))));
    }

    private static JsonValue text(@Nullable String text) {
        return text == null ? JsonNull.NULL : JsonValue.of(text);
    }
}
