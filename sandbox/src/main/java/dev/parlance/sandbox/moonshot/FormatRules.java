package dev.parlance.sandbox.moonshot;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import org.jspecify.annotations.Nullable;

/** The form of the answer. */
final class FormatRules {
    private FormatRules() {}

    static void check(ChatBody body) {
        JsonValue value = body.value("response_format");
        if (value == null) {
            return;
        }
        JsonObject format = value instanceof JsonObject object ? object : JsonObject.EMPTY;
        switch (format.text("type")) {
            case "text", "json_object" -> {}
            case "json_schema" -> schema(format.object("json_schema"));
            case null, default ->
                throw MoonshotErrors.invalid(
                        "Invalid request: response_format.type must be text, json_object or json_schema");
        }
    }

    private static void schema(@Nullable JsonObject wrapper) {
        JsonObject schema = wrapper == null ? null : wrapper.object("schema");
        if (wrapper == null || schema == null || wrapper.text("name") == null) {
            throw MoonshotErrors.invalid("Invalid request: response_format.json_schema needs a name and a schema");
        }
        boolean loose = wrapper.get("strict") instanceof JsonBoolean(boolean strict) && !strict;
        if (!loose) {
            FlavoredSchema.checkFormat(schema);
        }
    }
}
