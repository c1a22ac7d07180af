package dev.parlance.testkit.oracle;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.List;

/** Looks into JSON by names and places. */
final class Member {
    private Member() {}

    /** The value at that path, for example {@code tools/0/function}, as compact text; {@code absent} when there is none. */
    static String of(JsonValue value, String path) {
        JsonValue found = value;
        for (String step : path.split("/", -1)) {
            found = switch (found) {
                case JsonObject object -> object.get(step);
                case JsonArray(List<JsonValue> elements) -> elements.get(Integer.parseInt(step));
                case null, default -> null;
            };
        }
        return found == null ? "absent" : Json.text(found);
    }
}
