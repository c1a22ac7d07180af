package dev.parlance.core.wire;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON value as an immutable tree, for the few places that must look into JSON: tool schemas, error bodies, catalog files. Equality is
 * that of JSON: member order does not count, and {@code 1}, {@code 1.0} and {@code 1e0} are one number. Thread-safe.
 */
public sealed interface JsonValue {

    /** An object; members keep the order in which they stood. */
    record JsonObject(Map<String, JsonValue> members) implements JsonValue {
        /** The object without members. */
        public static final JsonObject EMPTY = new JsonObject(Map.of());

        public JsonObject {
            members = Collections.unmodifiableMap(
                    members instanceof JsonReader.OwnMembers ? members : new LinkedHashMap<>(members));
        }

        /** The member of that name, or null when there is none. A JSON null is a {@link JsonNull}, never a Java null. */
        public @Nullable JsonValue get(String name) {
            return members.get(name);
        }

        /** The text of a string member, or null when it is absent or no string. */
        public @Nullable String text(String name) {
            return members.get(name) instanceof JsonString(String text) ? text : null;
        }

        /** The object under that name, or null when it is absent or no object. */
        public @Nullable JsonObject object(String name) {
            return members.get(name) instanceof JsonObject object ? object : null;
        }

        /** The elements of the array under that name, or an empty list when it is absent or no array. */
        public List<JsonValue> elements(String name) {
            return members.get(name) instanceof JsonArray(List<JsonValue> elements) ? elements : List.of();
        }

        /** A copy in which the member has this value, in its old place or at the end. */
        public JsonObject with(String name, JsonValue value) {
            Map<String, JsonValue> changed = new LinkedHashMap<>(members);
            changed.put(name, value);
            return new JsonObject(changed);
        }

        /** A copy without the member. */
        public JsonObject without(String name) {
            if (!members.containsKey(name)) {
                return this;
            }
            Map<String, JsonValue> changed = new LinkedHashMap<>(members);
            changed.remove(name);
            return new JsonObject(changed);
        }
    }

    /** An array. */
    record JsonArray(List<JsonValue> elements) implements JsonValue {
        public JsonArray {
            elements = List.copyOf(elements);
        }
    }

    /** A string, unescaped. */
    record JsonString(String text) implements JsonValue {}

    /** A number, kept as the digits that stood on the wire, so that nothing is rounded. */
    record JsonNumber(String literal) implements JsonValue {
        /** The exact value. */
        public BigDecimal decimal() {
            return new BigDecimal(literal);
        }

        /** The value as a long when it is a whole number in range, else null. */
        public @Nullable Long wholeNumber() {
            if (isShort()) {
                return Long.parseLong(literal);
            }
            try {
                return decimal().longValueExact();
            } catch (ArithmeticException notWhole) {
                return null;
            }
        }

        /** Whether digits are all there is, and so few that a long holds them. */
        private boolean isShort() {
            int from = literal.startsWith("-") ? 1 : 0;
            int digits = literal.length() - from;
            boolean plain = digits > 0 && digits <= 18;
            for (int index = from; plain && index < literal.length(); index++) {
                plain = literal.charAt(index) >= '0' && literal.charAt(index) <= '9';
            }
            return plain;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof JsonNumber(String otherLiteral)
                    && (literal.equals(otherLiteral) || decimal().compareTo(new BigDecimal(otherLiteral)) == 0);
        }

        @Override
        public int hashCode() {
            return decimal().stripTrailingZeros().hashCode();
        }
    }

    /** {@code true} or {@code false}. */
    record JsonBoolean(boolean value) implements JsonValue {}

    /** {@code null} that stands on the wire. */
    record JsonNull() implements JsonValue {
        /** The one value of this type. */
        public static final JsonNull NULL = new JsonNull();
    }

    /** A string value. */
    static JsonString of(String text) {
        return new JsonString(text);
    }

    /** A whole number. */
    static JsonNumber of(long number) {
        return new JsonNumber(Long.toString(number));
    }

    /** A number, written without a needless fraction. Not for NaN or infinities. */
    static JsonNumber of(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("JSON has no number for " + number);
        }
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? new JsonNumber(Long.toString((long) number))
                : new JsonNumber(Double.toString(number));
    }

    /** A truth value. */
    static JsonBoolean of(boolean value) {
        return new JsonBoolean(value);
    }

    /** An array of the given values. */
    static JsonArray array(JsonValue... elements) {
        return new JsonArray(List.of(elements));
    }

    /** An array of strings. */
    static JsonArray strings(Iterable<String> texts) {
        List<JsonValue> elements = new ArrayList<>();
        for (String text : texts) {
            elements.add(new JsonString(text));
        }
        return new JsonArray(elements);
    }

    /** An object from alternating names and values, for example {@code object("type", JsonValue.of("text"))}. */
    static JsonObject object(Object... namesAndValues) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            members.put((String) namesAndValues[index], (JsonValue) namesAndValues[index + 1]);
        }
        return new JsonObject(members);
    }
}
