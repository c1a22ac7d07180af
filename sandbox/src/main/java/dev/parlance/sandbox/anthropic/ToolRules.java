package dev.parlance.sandbox.anthropic;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.anthropic.ClaudeModel.Trait;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tools and the choice among them. */
final class ToolRules {
    private static final Set<String> MEMBERS = Set.of(
            "type",
            "name",
            "description",
            "input_schema",
            "strict",
            "cache_control",
            "defer_loading",
            "allowed_callers",
            "input_examples",
            "eager_input_streaming");
    private static final Set<String> CHOICES = Set.of("auto", "any", "tool", "none");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
    private static final String NAME_PATTERN = "^[a-zA-Z0-9_-]{1,128}$";

    private ToolRules() {}

    static void check(MessagesBody body, ClaudeModel model) {
        List<JsonValue> tools = body.members().elements("tools");
        Set<String> names = new HashSet<>();
        for (int index = 0; index < tools.size(); index++) {
            JsonObject tool = tools.get(index) instanceof JsonObject object ? object : JsonObject.EMPTY;
            if (custom(tool)) {
                checkTool(tool, "tools." + index + ".custom");
            }
            String name = tool.text("name");
            if (name != null && !names.add(name)) {
                throw Complaint.invalid("tools: Tool names must be unique.");
            }
        }
        choice(body, names);
        String choice = body.toolChoice();
        if (model.has(Trait.FREE_CHOICE) && ("any".equals(choice) || "tool".equals(choice))) {
            throw Complaint.invalid("tool_choice: type \"tool\" and \"any\" are not supported for this model.");
        }
    }

    /** Whether the caller runs the tool. The host runs the others, or at least knows their schema; their kind ends in a date. */
    static boolean custom(JsonObject tool) {
        String type = tool.text("type");
        return type == null || type.equals("custom");
    }

    static void checkName(String name, String path) {
        if (!NAME.matcher(name).matches()) {
            throw Complaint.pattern(path, NAME_PATTERN);
        }
    }

    private static void checkTool(JsonObject tool, String path) {
        String name = tool.text("name");
        if (name == null) {
            throw Complaint.missing(path + ".name");
        }
        checkName(name, path + ".name");
        JsonObject schema = tool.object("input_schema");
        if (schema == null) {
            throw Complaint.missing(path + ".input_schema");
        }
        String type = schema.text("type");
        if (type == null) {
            throw Complaint.missing(path + ".input_schema.type");
        }
        if (!type.equals("object")) {
            throw Complaint.invalid(path + ".input_schema.type: Input should be 'object'");
        }
        BodyRules.only(tool, MEMBERS, path);
    }

    private static void choice(MessagesBody body, Set<String> names) {
        JsonObject choice = body.members().object("tool_choice");
        if (choice == null) {
            if (body.value("tool_choice") != null) {
                throw Complaint.invalid(
                        "tool_choice: Input should be a valid dictionary or object to extract fields from");
            }
            return;
        }
        String type = choice.text("type");
        if (type == null || !CHOICES.contains(type)) {
            throw Complaint.invalid("tool_choice: Input tag '" + type
                    + "' found using 'type' does not match any of the expected tags: 'auto', 'any', 'tool', 'none'");
        }
        BodyRules.only(choice, members(type), "tool_choice." + type);
        named(type, choice.text("name"), names);
    }

    private static Set<String> members(String type) {
        return switch (type) {
            case "tool" -> Set.of("type", "name", "disable_parallel_tool_use");
            case "none" -> Set.of("type");
            default -> Set.of("type", "disable_parallel_tool_use");
        };
    }

    private static void named(String type, @Nullable String name, Set<String> names) {
        if (!type.equals("tool")) {
            return;
        }
        if (name == null) {
            throw Complaint.missing("tool_choice.tool.name");
        }
        if (!names.contains(name)) {
            throw Complaint.invalid("Tool '" + name + "' not found in provided tools");
        }
    }
}
