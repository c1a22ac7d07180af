package dev.parlance.configuration;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlTable;

/**
 * A table whose keys are names that the user chooses.
 *
 * @param what the whole, for messages: {@code a table of deployments by model}
 * @param each what every value may be
 * @param guarded whether a name that the table around knows is certainly a setting of that one which slipped in here
 */
record Named<T>(String what, Form<T> each, boolean guarded) implements Form<Map<String, T>> {
    @Override
    public String description() {
        return what;
    }

    @Override
    public JsonObject schema() {
        return JsonValue.object("type", JsonValue.of("object"), "additionalProperties", each.schema());
    }

    @Override
    public @Nullable Map<String, T> read(Place place) {
        if (!(place.value() instanceof TomlTable table)) {
            place.fault("this must be " + what, "Write [" + place.key() + "] and a line for each below it.");
            return null;
        }
        Map<String, T> values = new LinkedHashMap<>();
        for (String name : table.keySet()) {
            Place at = place.member(table, name, Set.of());
            if (name.isBlank()) {
                at.fault("a name is empty", null);
            } else if (guarded && place.outer().contains(name)) {
                Misplaced.say(place, at, name);
            } else {
                T value = each.read(at);
                if (value != null) {
                    values.put(name, value);
                }
            }
        }
        return values;
    }
}
