package dev.parlance.dialects.gemini;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as proto JSON has them: long ones, and those of some clients, stand in strings. */
final class Numbers {
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?");

    private Numbers() {}

    /** The number that the value is or holds as text, else the value itself. */
    static JsonValue unquoted(JsonValue value) {
        return value instanceof JsonString(String text) && NUMBER.matcher(text).matches()
                ? new JsonNumber(text)
                : value;
    }

    /** The whole number, or null when it is none. */
    static @Nullable Long whole(@Nullable JsonValue value) {
        return value != null && unquoted(value) instanceof JsonNumber number ? number.wholeNumber() : null;
    }
}
