package dev.parlance.configuration;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.regex.Pattern;

/** Values as people may see them. */
final class Shown {
    static final String MASK = "***";

    /** What stands before the @ of an address is a name and a password. */
    private static final Pattern USER = Pattern.compile("(?<=://)[^/?#\\s]*@");

    private static final Pattern SECRET_PARAMETER =
            Pattern.compile("(?i)(?<=[?&])([^=&#]*(?:key|token|secret|password|sig|code)[^=&#]*=)[^&#]+");

    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(key|token|secret|password|passwd|authorization|credential|cookie).*");

    private Shown() {}

    /** A text without names and passwords of addresses. */
    static String text(String text) {
        return SECRET_PARAMETER
                .matcher(USER.matcher(text).replaceAll(MASK + "@"))
                .replaceAll("$1" + MASK);
    }

    /** A JSON value in one line; a text alone without quotes. */
    static String line(JsonValue value, String name) {
        if (value instanceof JsonString && SECRET_NAME.matcher(name).matches()) {
            return MASK;
        }
        return value instanceof JsonString(String text) ? text(text) : Json.text(json(value));
    }

    /** A JSON value, in which members whose names sound secret are masked. */
    static JsonValue json(JsonValue value) {
        return switch (value) {
            case JsonObject(var members) -> {
                JsonObject shown = JsonObject.EMPTY;
                for (var member : members.entrySet()) {
                    boolean secret =
                            SECRET_NAME.matcher(member.getKey()).matches() && member.getValue() instanceof JsonString;
                    shown = shown.with(member.getKey(), secret ? JsonValue.of(MASK) : json(member.getValue()));
                }
                yield shown;
            }
            case JsonArray(var elements) ->
                new JsonArray(elements.stream().map(Shown::json).toList());
            case JsonString(String text) -> JsonValue.of(text(text));
            case JsonValue.JsonNumber number -> number;
            case JsonValue.JsonBoolean truth -> truth;
            case JsonValue.JsonNull nothing -> nothing;
        };
    }
}
