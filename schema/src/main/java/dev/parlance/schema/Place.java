package dev.parlance.schema;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import java.util.regex.Pattern;

/** Ways into JSON, written as JSONPath. */
final class Place {
    static final String ROOT = "$";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Place() {}

    static String member(String place, String name) {
        return PLAIN.matcher(name).matches() ? place + "." + name : place + "[" + Json.text(JsonValue.of(name)) + "]";
    }

    static String element(String place, int index) {
        return place + "[" + index + "]";
    }
}
