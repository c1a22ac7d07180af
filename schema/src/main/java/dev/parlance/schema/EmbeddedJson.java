package dev.parlance.schema;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.MalformedJson;

/** Undoes what models do to nested arguments: an object or array written as a string. */
final class EmbeddedJson {
    private EmbeddedJson() {}

    /** The object or array in the string; the value itself when there is none. */
    static JsonValue in(JsonValue value) {
        if (!(value instanceof JsonString(String text))) {
            return value;
        }
        String stripped = text.strip();
        if (!stripped.startsWith("{") && !stripped.startsWith("[")) {
            return value;
        }
        try {
            return Json.parse(stripped);
        } catch (MalformedJson justText) {
            return value;
        }
    }
}
