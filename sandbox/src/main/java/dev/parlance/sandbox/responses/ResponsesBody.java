package dev.parlance.sandbox.responses;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request of the Responses API, read leniently: what is refused is decided by the checks, which look at the raw members.
 *
 * @param members the whole body
 */
public record ResponsesBody(JsonObject members) {

    /** The member, or null when it is absent or a JSON null. */
    public @Nullable JsonValue value(String name) {
        return ChatBody.present(members.get(name));
    }

    /** The member of an object member, or null. */
    public @Nullable JsonValue value(String object, String name) {
        JsonObject inner = members.object(object);
        return inner == null ? null : ChatBody.present(inner.get(name));
    }

    /** The model's id, empty when there is none. */
    public String model() {
        String model = members.text("model");
        return model == null ? "" : model;
    }

    /** The input as items; a text is a message of the user. */
    List<JsonObject> input() {
        if (members.get("input") instanceof JsonString(String text)) {
            return List.of(object(member("role", "user"), member("content", text)));
        }
        List<JsonObject> items = new ArrayList<>();
        for (JsonValue element : members.elements("input")) {
            items.add(element instanceof JsonObject item ? item : JsonObject.EMPTY);
        }
        return items;
    }

    /** The offered tools that are objects, those that items of the input add included. */
    List<JsonObject> tools() {
        List<JsonObject> tools = objects(members.elements("tools"));
        for (JsonObject item : input()) {
            if ("additional_tools".equals(item.text("type"))) {
                tools.addAll(objects(item.elements("tools")));
            }
        }
        return tools;
    }

    /** Whether a streamed answer is asked for. */
    public boolean stream() {
        return truth(members.get("stream"), false);
    }

    /** Whether the answer may be kept, where the host keeps answers. */
    boolean store() {
        return truth(members.get("store"), true);
    }

    /** Whether the answer is made in the background. */
    public boolean background() {
        return truth(members.get("background"), false);
    }

    /** Whether several calls may be made at once. */
    boolean parallel() {
        return truth(members.get("parallel_tool_calls"), true);
    }

    /** Whether deltas may be padded. */
    boolean padded() {
        return truth(value("stream_options", "include_obfuscation"), true);
    }

    /** Whether the list of things to include names this one. */
    public boolean includes(String name) {
        return members.get("include") instanceof JsonArray(List<JsonValue> names) && names.contains(JsonValue.of(name));
    }

    /** The effort that is asked for, or null. */
    public @Nullable String effort() {
        return value("reasoning", "effort") instanceof JsonString(String effort) ? effort : null;
    }

    /** The id of the answer to continue from, or null. */
    @Nullable
    String previous() {
        return members.text("previous_response_id");
    }

    /** The member as a whole number, or null. */
    @Nullable
    Long wholeNumber(String name) {
        return members.get(name) instanceof JsonNumber number ? number.wholeNumber() : null;
    }

    static List<JsonObject> objects(List<JsonValue> values) {
        List<JsonObject> objects = new ArrayList<>();
        for (JsonValue value : values) {
            if (value instanceof JsonObject object) {
                objects.add(object);
            }
        }
        return objects;
    }

    private static boolean truth(@Nullable JsonValue value, boolean otherwise) {
        return value instanceof JsonBoolean(boolean truth) ? truth : otherwise;
    }
}
