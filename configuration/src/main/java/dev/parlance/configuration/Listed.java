package dev.parlance.configuration;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;

/**
 * A list of values of one form; a value alone is a list of it.
 *
 * @param what the whole, for messages
 * @param each what every element may be
 */
record Listed<T>(String what, Form<T> each) implements Form<List<T>> {
    @Override
    public String description() {
        return what;
    }

    @Override
    public JsonObject schema() {
        JsonObject list = JsonValue.object("type", JsonValue.of("array"), "items", each.schema());
        return JsonValue.object("anyOf", JsonValue.array(list, each.schema()));
    }

    @Override
    public @Nullable List<T> read(Place place) {
        List<T> values = new ArrayList<>();
        if (place.value() instanceof TomlArray array) {
            for (int index = 0; index < array.size(); index++) {
                add(values, place.element(array, index));
            }
        } else {
            add(values, place);
        }
        return values.isEmpty() ? null : values;
    }

    private void add(List<T> values, Place place) {
        T value = each.read(place);
        if (value != null) {
            values.add(value);
        }
    }
}
