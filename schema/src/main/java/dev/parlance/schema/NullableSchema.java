package dev.parlance.schema;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Lets null stand where a schema wants a value: one more type for strings, numbers and truth values, an alternative for all else. */
final class NullableSchema {
    private static final JsonObject NOTHING = JsonValue.object("type", JsonValue.of("null"));

    private NullableSchema() {}

    static JsonObject of(JsonObject schema) {
        if (schema.members().isEmpty()) {
            return schema;
        }
        String type = schema.text("type");
        if (type != null && !type.equals("object") && !type.equals("array")) {
            JsonObject nullable = schema.with("type", JsonValue.strings(List.of(type, "null")));
            List<JsonValue> choices = new ArrayList<>(schema.elements("enum"));
            if (choices.isEmpty()) {
                return nullable;
            }
            choices.add(JsonNull.NULL);
            return nullable.with("enum", new JsonArray(choices));
        }
        List<JsonValue> alternatives = new ArrayList<>(schema.elements("anyOf"));
        if (alternatives.isEmpty()) {
            return JsonValue.object("anyOf", JsonValue.array(schema, NOTHING));
        }
        alternatives.add(NOTHING);
        return schema.with("anyOf", new JsonArray(alternatives));
    }
}
