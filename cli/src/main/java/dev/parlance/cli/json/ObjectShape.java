package dev.parlance.cli.json;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the members of one object in order and leaves out those that have no value. Not thread-safe. */
final class ObjectShape {
    private final Map<String, JsonValue> members = new LinkedHashMap<>();

    ObjectShape put(String name, @Nullable JsonValue value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    ObjectShape put(String name, @Nullable String text) {
        return put(name, text == null ? null : JsonValue.of(text));
    }

    ObjectShape put(String name, @Nullable Long number) {
        return put(name, number == null ? null : JsonValue.of(number));
    }

    ObjectShape putAll(JsonObject others) {
        members.putAll(others.members());
        return this;
    }

    JsonObject object() {
        return new JsonObject(members);
    }
}
