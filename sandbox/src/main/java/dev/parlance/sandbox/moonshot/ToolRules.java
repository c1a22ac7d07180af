package dev.parlance.sandbox.moonshot;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.moonshot.KimiModel.Family;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tools and the choice among them. */
final class ToolRules {
    private static final int MOST_TOOLS = 128;
    private static final Pattern K2_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9-_]{2,63}");
    private static final Pattern K3_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9-_]{0,127}");
    private static final Set<String> CHOICES = Set.of("auto", "none", "required");

    private ToolRules() {}

    static void check(ChatBody body, KimiModel model) {
        JsonValue tools = body.value("tools");
        if (tools != null) {
            if (!(tools instanceof JsonArray(List<JsonValue> elements))) {
                throw MoonshotErrors.invalid("Invalid request: tools must be an array");
            }
            tools(elements, model);
        }
        choice(body, model);
    }

    private static void tools(List<JsonValue> tools, KimiModel model) {
        if (tools.size() > MOST_TOOLS) {
            throw MoonshotErrors.invalid("Invalid request: at most 128 tools are supported");
        }
        Set<String> names = new HashSet<>();
        for (JsonValue element : tools) {
            JsonObject tool = element instanceof JsonObject object ? object : JsonObject.EMPTY;
            JsonObject function = tool.object("function");
            String name = function == null ? null : function.text("name");
            if (function == null || name == null) {
                throw MoonshotErrors.invalid("Invalid request: tools.function.name is required");
            }
            switch (tool.text("type")) {
                case "function" -> function(function, name, model);
                case "builtin_function" -> builtin(function, name);
                case null, default ->
                    throw MoonshotErrors.invalid("Invalid request: tools.type must be function or builtin_function");
            }
            if (!names.add(name)) {
                throw MoonshotErrors.invalid("function name " + name + " is duplicated");
            }
        }
    }

    private static void function(JsonObject function, String name, KimiModel model) {
        // Nothing is written about the names of the models before K2; the wider pattern refuses nothing on a guess.
        boolean wide = model.family() == Family.K3 || model.family() == Family.MOONSHOT_V1;
        Pattern pattern = wide ? K3_NAME : K2_NAME;
        if (!pattern.matcher(name).matches()) {
            throw MoonshotErrors.invalid("function name is invalid, must start with a letter and can contain letters,"
                    + " numbers, underscores, and dashes");
        }
        if (!(function.get("parameters") instanceof JsonObject parameters)) {
            throw MoonshotErrors.invalid("tools.function.parameters.type is required and must be \"object\"");
        }
        boolean loose = function.get("strict") instanceof JsonBoolean(boolean strict) && !strict;
        FlavoredSchema.checkTool(parameters, loose);
    }

    private static void builtin(JsonObject function, String name) {
        if (!name.startsWith("$")) {
            throw MoonshotErrors.invalid("Invalid request: unknown builtin function " + name);
        }
        if (function.get("parameters") != null) {
            throw MoonshotErrors.invalid("Invalid request: a builtin function has no parameters");
        }
    }

    private static void choice(ChatBody body, KimiModel model) {
        JsonValue value = body.value("tool_choice");
        String choice = body.toolChoice();
        if (value == null || choice == null) {
            return;
        }
        if (value instanceof JsonString && !CHOICES.contains(choice)) {
            throw MoonshotErrors.invalid("Invalid request: tool_choice must be auto, none, required or a function");
        }
        boolean conflicts = choice.equals("specified") || choice.equals("required") && model.family() != Family.K3;
        if (conflicts && model.thinks(body)) {
            throw MoonshotErrors.invalid("tool_choice '" + choice + "' is incompatible with thinking enabled");
        }
    }
}
