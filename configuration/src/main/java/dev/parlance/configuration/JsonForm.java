package dev.parlance.configuration;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.providers.value.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Any value, as JSON: for what is passed on and for what the catalog reads. */
record JsonForm(String description, JsonObject schema) implements Form<JsonValue> {
    /** Whatever it is. */
    static final JsonForm ANY = new JsonForm("any value", JsonObject.EMPTY);

    @Override
    public @Nullable JsonValue read(Place place) {
        JsonValue value = json(place);
        if (value != null) {
            place.show(Shown.line(value, place.name()));
        }
        return value;
    }

    /** The value, or null when it has no such value, which has then been said. */
    static @Nullable JsonValue json(Place place) {
        return switch (place.value()) {
            case TomlTable table -> object(place, table);
            case TomlArray array -> array(place, array);
            case String text -> text(place, text);
            case Boolean truth -> JsonValue.of(truth);
            case Long number -> JsonValue.of(number);
            case Double number when Double.isFinite(number) -> JsonValue.of(number);
            default -> {
                place.fault("JSON has no such value", "Write it as a string, in quotes.");
                yield null;
            }
        };
    }

    private static JsonObject object(Place place, TomlTable table) {
        JsonObject object = JsonObject.EMPTY;
        for (String name : table.keySet()) {
            JsonValue member = json(place.member(table, name, Set.of()));
            if (member != null) {
                object = object.with(name, member);
            }
        }
        return object;
    }

    private static JsonArray array(Place place, TomlArray array) {
        List<JsonValue> elements = new ArrayList<>();
        for (int index = 0; index < array.size(); index++) {
            JsonValue element = json(place.element(array, index));
            if (element != null) {
                elements.add(element);
            }
        }
        return new JsonArray(elements);
    }

    private static @Nullable JsonValue text(Place place, String text) {
        Template template = Scalar.template(text, place);
        String filled = template == null ? null : place.reading().resolve(template, place);
        return filled == null ? null : JsonValue.of(filled);
    }
}
