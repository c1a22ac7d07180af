package dev.parlance.dialects.openairesponses;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.RawJson;
import java.util.List;

/** The elements of an array that is passed on. */
final class RawElements {
    private RawElements() {}

    /** Each element; none when it is no array. */
    static List<RawJson> of(RawJson array) {
        return array.valueOrNull() instanceof JsonArray(List<JsonValue> elements)
                ? elements.stream().map(RawJson::of).toList()
                : List.of();
    }
}
