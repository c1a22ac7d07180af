package dev.parlance.schema;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;

/** What stands in the JSON, in a few words for the model that wrote it. */
final class Found {
    private static final int LONGEST = 60;

    private Found() {}

    static String words(JsonValue value) {
        return switch (value) {
            case JsonObject object -> "an object";
            case JsonArray array -> "an array";
            case JsonString string -> "the string " + shortened(Json.text(string));
            case JsonNumber number -> "the number " + shortened(number.literal());
            case JsonBoolean truth -> Json.text(truth);
            case JsonNull nothing -> "null";
        };
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "...";
    }
}
