package dev.parlance.configuration;

import dev.parlance.core.chat.Parameter;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.MalformedJson;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The value of a neutral parameter. Numbers and truth values may stand in quotes, for those from the environment always do. */
record ParameterForm(Parameter parameter) implements Form<JsonValue> {
    private static final String NUMBER = "-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?";

    @Override
    public String description() {
        return parameter.type().description();
    }

    @Override
    public JsonObject schema() {
        JsonObject text = JsonValue.object("type", JsonValue.of("string"));
        JsonObject texts = JsonValue.object("type", JsonValue.of("array"), "items", text);
        return switch (parameter.type()) {
            case NUMBER -> quoted("number");
            case INTEGER -> quoted("integer");
            case BOOLEAN -> quoted("boolean");
            case TEXT -> text;
            case TEXTS -> JsonValue.object("anyOf", JsonValue.array(text, texts));
            case ARRAY -> JsonValue.object("type", JsonValue.of("array"));
            case OBJECT -> JsonValue.object("type", JsonValue.of("object"));
            case ANY, STRUCTURED -> JsonObject.EMPTY;
        };
    }

    private static JsonObject quoted(String type) {
        return JsonValue.object("type", JsonValue.strings(List.of(type, "string")));
    }

    @Override
    public @Nullable JsonValue read(Place place) {
        JsonValue value = JsonForm.json(place);
        if (value == null || value instanceof JsonString(String text) && text.isBlank()) {
            return null;
        }
        JsonValue plain = value instanceof JsonString(String text) ? unquoted(text.strip()) : value;
        if (!parameter.type().accepts(plain)) {
            place.fault("this must be " + description() + "; it is " + Shown.line(value, ""), null);
            return null;
        }
        place.show(Shown.line(plain, ""));
        return plain;
    }

    private JsonValue unquoted(String text) {
        return switch (parameter.type()) {
            case NUMBER, INTEGER -> text.matches(NUMBER) ? number(text) : JsonValue.of(text);
            case BOOLEAN -> truth(text);
            case TEXT, TEXTS, ARRAY, OBJECT, ANY, STRUCTURED -> JsonValue.of(text);
        };
    }

    private static JsonValue number(String text) {
        try {
            return Json.parse(text);
        } catch (MalformedJson leadingZero) {
            return JsonValue.of(text);
        }
    }

    private static JsonValue truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> JsonValue.of(true);
            case "false", "0", "no" -> JsonValue.of(false);
            default -> JsonValue.of(text);
        };
    }
}
