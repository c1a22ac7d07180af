package dev.parlance.core.chat;

import dev.parlance.core.wire.RawJson;
import org.jspecify.annotations.Nullable;

/** The wanted form of the answer's text. */
public sealed interface ResponseFormat {
    /** Free text. */
    record Text() implements ResponseFormat {}

    /** Any JSON object. */
    record JsonObject() implements ResponseFormat {}

    /**
     * JSON that fits a schema.
     *
     * @param extra vendor members beside name, schema and strict
     */
    record JsonSchema(
            String name,
            @Nullable String description,
            @Nullable RawJson schema,
            @Nullable Boolean strict,
            Members extra)
            implements ResponseFormat {
        /** The same with another schema. */
        public JsonSchema withSchema(RawJson newSchema) {
            return new JsonSchema(name, description, newSchema, strict, extra);
        }
    }

    /** A form of one dialect only. */
    record Opaque(String dialect, RawJson json) implements ResponseFormat {}

    /** The word rules use: {@code text}, {@code json-object}, {@code json-schema} or {@code other}. */
    default String word() {
        return switch (this) {
            case Text text -> "text";
            case JsonObject object -> "json-object";
            case JsonSchema schema -> "json-schema";
            case Opaque opaque -> "other";
        };
    }
}
