package dev.parlance.dialects.cohere;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.Map;

/** A block or call of a kind that is not known here, put together from its deltas: texts grow, everything else is replaced. */
final class GrowingObject {
    private JsonObject object;

    GrowingObject(JsonObject object) {
        this.object = object;
    }

    void add(JsonObject delta) {
        object = joined(object, delta);
    }

    JsonObject object() {
        return object;
    }

    private static JsonObject joined(JsonObject object, JsonObject delta) {
        JsonObject all = object;
        for (Map.Entry<String, JsonValue> member : delta.members().entrySet()) {
            JsonValue before = all.get(member.getKey());
            boolean names = member.getKey().equals("type") || member.getKey().equals("id");
            if (before instanceof JsonString(String head)
                    && member.getValue() instanceof JsonString(String tail)
                    && !names) {
                all = all.with(member.getKey(), JsonValue.of(head + tail));
            } else if (before instanceof JsonObject inner && member.getValue() instanceof JsonObject more) {
                all = all.with(member.getKey(), joined(inner, more));
            } else if (!(member.getValue() instanceof JsonNull)) {
                all = all.with(member.getKey(), member.getValue());
            }
        }
        return all;
    }
}
