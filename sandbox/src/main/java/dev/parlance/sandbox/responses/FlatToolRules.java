package dev.parlance.sandbox.responses;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.responses.ResponsesHabits.Habit;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tools and the choice among them. Both are flat: a function's name stands beside its type. */
final class FlatToolRules {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Set<String> FUNCTION_MEMBERS =
            Set.of("type", "name", "description", "parameters", "strict", "defer_loading", "output_schema");
    private static final List<String> CHOICES = List.of("none", "auto", "required");

    private final Objections objections;
    private final ResponsesHabits habits;

    FlatToolRules(Objections objections, ResponsesHabits habits) {
        this.objections = objections;
        this.habits = habits;
    }

    /** Refuses what is wrong. */
    void check(ResponsesBody body) {
        switch (body.value("tools")) {
            case null -> {}
            case JsonArray(List<JsonValue> tools) -> {
                for (int index = 0; index < tools.size(); index++) {
                    tool(tools.get(index), "tools[" + index + "]");
                }
            }
            case JsonValue other -> throw objections.wrongType("tools", "an array of objects", other);
        }
        choice(body);
    }

    private void tool(JsonValue sent, String path) {
        if (!(sent instanceof JsonObject tool)) {
            throw objections.wrongType(path, "an object", sent);
        }
        String type = tool.text("type");
        if (type == null) {
            throw objections.missing(path + ".type");
        }
        if (!type.equals("function") && !type.equals("custom")) {
            return;
        }
        String name = tool.text("name");
        if (name == null) {
            throw objections.missing(path + ".name");
        }
        if (!NAME.matcher(name).matches()) {
            throw objections.invalid(
                    "Invalid '" + path
                            + ".name': string does not match pattern. Expected a string that matches the pattern"
                            + " '^[a-zA-Z0-9_-]+$'.",
                    path + ".name",
                    "invalid_value");
        }
        if (type.equals("function") && habits.has(Habit.CLOSED)) {
            for (String member : tool.members().keySet()) {
                if (!FUNCTION_MEMBERS.contains(member)) {
                    throw objections.unknownParameter(path + "." + member);
                }
            }
        }
        JsonValue parameters = tool.get("parameters");
        if (parameters != null && !(parameters instanceof JsonObject) && !(parameters instanceof JsonValue.JsonNull)) {
            throw objections.wrongType(path + ".parameters", "an object", parameters);
        }
    }

    private void choice(ResponsesBody body) {
        switch (body.value("tool_choice")) {
            case null -> {}
            case JsonString(String word) -> {
                if (!CHOICES.contains(word)) {
                    throw objections.wrongValue("tool_choice", word, CHOICES);
                }
            }
            case JsonObject choice -> named(body, choice);
            case JsonValue other -> throw objections.wrongType("tool_choice", "a string or an object", other);
        }
    }

    private void named(ResponsesBody body, JsonObject choice) {
        String type = choice.text("type");
        switch (type) {
            case null -> throw objections.missing("tool_choice.type");
            case "function", "custom" -> {
                String name = choice.text("name");
                if (name == null) {
                    throw objections.missing("tool_choice.name");
                }
                offered(body, type, name);
            }
            case "allowed_tools" -> {
                String mode = choice.text("mode");
                if (mode == null) {
                    throw objections.missing("tool_choice.mode");
                }
                if (!mode.equals("auto") && !mode.equals("required")) {
                    throw objections.wrongValue("tool_choice.mode", mode, List.of("auto", "required"));
                }
                for (JsonObject tool : ResponsesBody.objects(choice.elements("tools"))) {
                    offered(body, tool.text("type"), tool.text("name"));
                }
            }
            default -> {}
        }
    }

    private void offered(ResponsesBody body, @Nullable String type, @Nullable String name) {
        boolean known = name == null || body.tools().stream().anyMatch(tool -> name.equals(tool.text("name")));
        if (!known) {
            throw objections.invalid("Tool choice '" + type + "' not found in 'tools' parameter.", "tool_choice", null);
        }
    }
}
