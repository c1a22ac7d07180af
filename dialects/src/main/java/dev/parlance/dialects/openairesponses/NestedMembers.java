package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.util.LinkedHashMap;
import java.util.Map;

/** Members of an object within the body, over which the caller's extra body has the last word. Not thread-safe. */
final class NestedMembers {
    private final Map<String, RawJson> members = new LinkedHashMap<>();

    void put(String name, RawJson value) {
        members.put(name, value);
    }

    /** Writes the object, unless nobody asked for any of it. */
    void write(String name, Members extraBody, JsonWriter out) {
        RawJson given = extraBody.get(name);
        JsonObject object = given == null ? null : given.objectOrNull();
        if (given != null && object == null) {
            out.name(name).raw(given);
            return;
        }
        if (object != null) {
            object.members().forEach((member, value) -> members.put(member, RawJson.of(value)));
        }
        if (!members.isEmpty() || object != null) {
            out.name(name).beginObject();
            members.forEach((member, value) -> out.name(member).raw(value));
            out.endObject();
        }
    }
}
