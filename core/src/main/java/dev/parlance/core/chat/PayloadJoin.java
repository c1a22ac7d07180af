package dev.parlance.core.chat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins the pieces of a provider's reasoning payload that a stream delivers: array pieces are appended, and entries that continue one
 * another (same {@code index} and {@code type}) have their texts joined, as the providers that stream such details expect them back
 * (OpenRouter, MiniMax: one entry for each index). Anything else: the last piece counts.
 */
final class PayloadJoin {
    private static final List<String> TEXTS = List.of("text", "summary", "data");

    private final Map<String, List<JsonValue>> arrays = new LinkedHashMap<>();
    private Members others = Members.NONE;

    void add(Members piece) {
        piece.byName().forEach((name, json) -> {
            if (json.valueOrNull() instanceof JsonArray(List<JsonValue> elements)) {
                List<JsonValue> joined = arrays.computeIfAbsent(name, unused -> new ArrayList<>());
                elements.forEach(element -> append(joined, element));
            } else {
                others = others.with(name, json);
            }
        });
    }

    Members members() {
        Members all = others;
        for (Map.Entry<String, List<JsonValue>> array : arrays.entrySet()) {
            all = all.with(array.getKey(), RawJson.of(new JsonArray(array.getValue())));
        }
        return all;
    }

    private static void append(List<JsonValue> joined, JsonValue element) {
        if (!joined.isEmpty()
                && joined.getLast() instanceof JsonObject last
                && element instanceof JsonObject next
                && continues(last, next)) {
            joined.set(joined.size() - 1, join(last, next));
        } else {
            joined.add(element);
        }
    }

    private static boolean continues(JsonObject last, JsonObject next) {
        JsonValue index = next.get("index");
        JsonValue type = next.get("type");
        return index != null && index.equals(last.get("index")) && type != null && type.equals(last.get("type"));
    }

    private static JsonObject join(JsonObject last, JsonObject next) {
        JsonObject joined = last;
        for (Map.Entry<String, JsonValue> member : next.members().entrySet()) {
            JsonValue before = last.get(member.getKey());
            boolean text = TEXTS.contains(member.getKey());
            if (text
                    && before instanceof JsonString(String head)
                    && member.getValue() instanceof JsonString(String tail)) {
                joined = joined.with(member.getKey(), new JsonString(head + tail));
            } else if (!(member.getValue() instanceof JsonValue.JsonNull)) {
                joined = joined.with(member.getKey(), member.getValue());
            }
        }
        return joined;
    }
}
