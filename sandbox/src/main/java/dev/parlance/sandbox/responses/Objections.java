package dev.parlance.sandbox.responses;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.host.Refusal;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The refusals of the dialect, in its words and in the envelope of the host. */
final class Objections {
    private final ResponsesHost host;

    Objections(ResponsesHost host) {
        this.host = host;
    }

    Refusal invalid(String message, @Nullable String param, @Nullable String code) {
        return of(400, message, param, code);
    }

    Refusal of(int status, String message, @Nullable String param, @Nullable String code) {
        return new Refusal(host.error(status, new ResponsesError(ResponsesError.INVALID, message, param, code)));
    }

    Refusal unknownParameter(String param) {
        return invalid("Unknown parameter: '" + param + "'.", param, "unknown_parameter");
    }

    Refusal unsupportedParameter(String param) {
        return invalid(
                "Unsupported parameter: '" + param + "' is not supported with this model.",
                param,
                "unsupported_parameter");
    }

    Refusal missing(String param) {
        return invalid("Missing required parameter: '" + param + "'.", param, "missing_required_parameter");
    }

    Refusal wrongType(String param, String expected, JsonValue sent) {
        return invalid(
                "Invalid type for '" + param + "': expected " + expected + ", but got " + kind(sent) + " instead.",
                param,
                "invalid_type");
    }

    Refusal wrongValue(String param, String sent, Collection<String> supported) {
        return invalid(
                "Invalid value: '" + sent + "'. Supported values are: " + listed(List.copyOf(supported)) + ".",
                param,
                "invalid_value");
    }

    /** The values in quotes, the last one after {@code and}. */
    static String listed(List<String> values) {
        List<String> quoted = values.stream().map(value -> "'" + value + "'").toList();
        return quoted.size() < 2
                ? String.join("", quoted)
                : String.join(", ", quoted.subList(0, quoted.size() - 1)) + ", and " + quoted.getLast();
    }

    private static String kind(JsonValue value) {
        return switch (value) {
            case JsonObject object -> "an object";
            case JsonArray array -> "an array";
            case JsonString string -> "a string";
            case JsonNumber number -> "a number";
            case JsonBoolean truth -> "a boolean";
            case JsonNull nothing -> "null";
        };
    }
}
