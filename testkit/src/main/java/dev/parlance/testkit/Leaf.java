package dev.parlance.testkit;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One value at the end of a path in a document.
 *
 * @param pattern its path with the numbers of array elements left out, for example {@code choices[].delta.content}
 * @param changed the document with another value there
 */
public record Leaf(String pattern, JsonValue changed) {
    /** All leaves of a document, nulls and empty containers left out: they say nothing. */
    public static List<Leaf> of(JsonValue document) {
        List<Leaf> leaves = new ArrayList<>();
        collect(document, "", value -> value, leaves);
        return leaves;
    }

    private static void collect(JsonValue value, String pattern, UnaryOperator<JsonValue> whole, List<Leaf> leaves) {
        switch (value) {
            case JsonObject object -> {
                for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                    collect(
                            member.getValue(),
                            pattern.isEmpty() ? member.getKey() : pattern + "." + member.getKey(),
                            changed -> whole.apply(object.with(member.getKey(), changed)),
                            leaves);
                }
            }
            case JsonArray(List<JsonValue> elements) -> {
                for (int index = 0; index < elements.size(); index++) {
                    int place = index;
                    collect(
                            elements.get(index),
                            pattern + "[]",
                            changed -> {
                                List<JsonValue> others = new ArrayList<>(elements);
                                others.set(place, changed);
                                return whole.apply(new JsonArray(others));
                            },
                            leaves);
                }
            }
            case JsonString(String text) -> leaves.add(new Leaf(pattern, whole.apply(JsonValue.of(text + "x"))));
            case JsonNumber number ->
                leaves.add(new Leaf(
                        pattern, whole.apply(JsonValue.of(number.decimal().longValue() + 7))));
            case JsonBoolean(boolean truth) -> leaves.add(new Leaf(pattern, whole.apply(JsonValue.of(!truth))));
            case JsonNull nothing -> {}
        }
    }
}
