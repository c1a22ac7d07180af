package dev.parlance.sandbox.host;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down JSON objects the way they look on the wire: one member a line. */
public final class Members {
    private Members() {}

    /** One member of an object. */
    public record Member(String name, JsonValue value) {}

    /**
     * A member.
     *
     * @param value a JSON value, a string, a whole number, a boolean or null
     */
    public static Member member(String name, @Nullable Object value) {
        return new Member(name, json(value));
    }

    /** An object of these members, in this order. */
    public static JsonObject object(Member... members) {
        Map<String, JsonValue> byName = new LinkedHashMap<>();
        for (Member member : members) {
            byName.put(member.name(), member.value());
        }
        return new JsonObject(byName);
    }

    /** An object of one member. */
    public static JsonObject object(String name, @Nullable Object value) {
        return object(member(name, value));
    }

    private static JsonValue json(@Nullable Object value) {
        return switch (value) {
            case null -> JsonNull.NULL;
            case JsonValue json -> json;
            case String text -> JsonValue.of(text);
            case Integer number -> JsonValue.of(number.longValue());
            case Long number -> JsonValue.of(number.longValue());
            case Boolean truth -> JsonValue.of(truth.booleanValue());
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        };
    }
}
