package dev.parlance.sandbox.responses;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.responses.ResponsesHabits.Habit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What each input item looks like by itself (openai/openai-java, ResponseInputItem). */
final class ItemRules {
    private static final List<String> ROLES = List.of("assistant", "system", "developer", "user");
    private static final List<String> PHASES = List.of("commentary", "final_answer");
    private static final Set<String> TEXTS = Set.of("call_id", "name", "arguments", "id");

    private final Objections objections;
    private final ResponsesHabits habits;
    private final PartRules parts;

    ItemRules(Objections objections, ResponsesHabits habits) {
        this.objections = objections;
        this.habits = habits;
        this.parts = new PartRules(objections, habits);
    }

    /** The type of an item; the two types that may be left out are found by their members. */
    static String type(JsonObject item) {
        String type = item.text("type");
        if (type != null) {
            return type;
        }
        return item.get("role") == null && item.text("id") != null ? "item_reference" : "message";
    }

    /** Refuses an input whose items are not of their shapes. */
    void check(ResponsesBody body) {
        JsonValue input = body.value("input");
        if (input == null) {
            if (body.value("previous_response_id") == null
                    && body.value("prompt") == null
                    && body.value("conversation") == null) {
                throw objections.invalid(
                        "One of 'input' or 'previous_response_id' or 'prompt' or 'conversation' must be provided.",
                        "input",
                        "missing_required_parameter");
            }
            return;
        }
        if (input instanceof JsonString) {
            return;
        }
        if (!(input instanceof JsonArray(List<JsonValue> items))) {
            throw objections.wrongType("input", "a string or an array of items", input);
        }
        for (int index = 0; index < items.size(); index++) {
            String path = "input[" + index + "]";
            if (!(items.get(index) instanceof JsonObject item)) {
                throw objections.wrongType(path, "an input item", items.get(index));
            }
            item(item, path);
            if (type(item).equals("compaction_trigger") && index < items.size() - 1) {
                throw objections.invalid("A compaction_trigger must be the last input item.", path, null);
            }
        }
    }

    private void item(JsonObject item, String path) {
        String type = type(item);
        ItemShape shape = ItemShape.of(type);
        if (shape == null) {
            if (!ItemShape.open(type)) {
                throw objections.wrongValue(path + ".type", type, ItemShape.types());
            }
            return;
        }
        for (String name : shape.required()) {
            if (item.get(name) == null) {
                throw objections.missing(path + "." + name);
            }
        }
        for (String name : item.members().keySet()) {
            if (habits.has(Habit.CLOSED) && !shape.knows(name) || statusBack(type, name)) {
                throw objections.unknownParameter(path + "." + name);
            }
            JsonValue value = item.get(name);
            boolean optionalNull =
                    value instanceof JsonNull && !shape.required().contains(name);
            if (TEXTS.contains(name) && !(value instanceof JsonString) && !optionalNull) {
                throw objections.wrongType(path + "." + name, "a string", value == null ? JsonNull.NULL : value);
            }
        }
        switch (type) {
            case "message" -> message(item, path);
            case "reasoning" -> reasoning(item, path);
            case "function_call_output", "custom_tool_call_output" ->
                parts.output(item.get("output"), path + ".output");
            default -> {}
        }
    }

    /** Azure refuses the status that its own answers carry (BerriAI/litellm#13484). */
    private boolean statusBack(String type, String name) {
        return habits.has(Habit.NO_STATUS_BACK)
                && name.equals("status")
                && (type.equals("message") || type.equals("reasoning"));
    }

    private void message(JsonObject item, String path) {
        String role = item.text("role");
        if (role == null || !ROLES.contains(role)) {
            throw objections.wrongValue(path + ".role", role == null ? "null" : role, ROLES);
        }
        String phase = item.text("phase");
        if (phase != null && !PHASES.contains(phase)) {
            throw objections.wrongValue(path + ".phase", phase, PHASES);
        }
        parts.content(item.get("content"), role, path + ".content");
    }

    private void reasoning(JsonObject item, String path) {
        texts(item.get("summary"), path + ".summary", "summary_text");
        JsonValue content = item.get("content");
        if (content == null || content instanceof JsonNull) {
            return;
        }
        texts(content, path + ".content", "reasoning_text");
        if (habits.has(Habit.SEALS) && !item.elements("content").isEmpty()) {
            throw objections.invalid(
                    "Invalid '" + path
                            + ".content': array too long. Expected an array with maximum length 0, but got an array with"
                            + " length " + item.elements("content").size() + " instead.",
                    path + ".content",
                    "array_above_max_length");
        }
    }

    private void texts(@Nullable JsonValue value, String path, String type) {
        if (!(value instanceof JsonArray(List<JsonValue> elements))) {
            throw objections.wrongType(path, "an array of objects", value == null ? JsonNull.NULL : value);
        }
        for (int index = 0; index < elements.size(); index++) {
            String at = path + "[" + index + "]";
            if (!(elements.get(index) instanceof JsonObject part)) {
                throw objections.wrongType(at, "an object", elements.get(index));
            }
            String sent = part.text("type");
            if (!type.equals(sent)) {
                throw objections.wrongValue(at + ".type", sent == null ? "null" : sent, List.of(type));
            }
            if (part.text("text") == null) {
                throw objections.missing(at + ".text");
            }
        }
    }
}
