package dev.parlance.dialects.gemini;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.MalformedJson;
import org.jspecify.annotations.Nullable;

/**
 * The text of a tool result and the object that the dialect wants for it: an object stays one, other text stands under {@code output}, or
 * under {@code error} when the tool failed. Source: Google, API reference, FunctionResponse: "Use 'output' key to specify function output
 * and 'error' key to specify error details".
 *
 * @param text the result for hosts that take text
 * @param failed whether the tool failed
 */
record ToolResponse(String text, boolean failed) {
    private static final String OUTPUT = "output";
    private static final String ERROR = "error";

    /** The object for that text. */
    static JsonValue wrapped(String text, boolean failed) {
        JsonObject object = object(text);
        if (failed) {
            return JsonValue.object(ERROR, object == null ? JsonValue.of(text) : object);
        }
        return object == null ? JsonValue.object(OUTPUT, JsonValue.of(text)) : object;
    }

    /** The text that an object stands for. {@link #wrapped} leads back to an equal object. */
    static ToolResponse of(JsonValue response) {
        ToolResponse plain = new ToolResponse(Json.text(response), false);
        if (response instanceof JsonObject object && object.members().size() == 1) {
            boolean failed = object.get(ERROR) != null;
            JsonValue inner = failed ? object.get(ERROR) : object.get(OUTPUT);
            ToolResponse unwrapped = switch (inner) {
                case JsonString(String text) -> new ToolResponse(text, failed);
                case JsonObject details when failed -> new ToolResponse(Json.text(details), true);
                case null, default -> plain;
            };
            return wrapped(unwrapped.text, unwrapped.failed).equals(response) ? unwrapped : plain;
        }
        return plain;
    }

    private static @Nullable JsonObject object(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return null;
        }
        try {
            return Json.parse(text) instanceof JsonObject object ? object : null;
        } catch (MalformedJson words) {
            return null;
        }
    }
}
