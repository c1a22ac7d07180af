package dev.parlance.sandbox.openai;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.openai.OpenAiModel.Oddity;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tools, the choice among them and their parallel use, as OpenAI models take them. */
public final class ToolRules {
    private static final int MOST_TOOLS = 128;
    private static final int LONGEST_NAME = 64;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]+");

    private ToolRules() {}

    /**
     * Refuses tools that OpenAI refuses.
     *
     * @param model null for a model of another vendor
     */
    public static void check(ChatBody body, @Nullable OpenAiModel model) {
        JsonValue tools = body.value("tools");
        if (tools instanceof JsonArray(List<JsonValue> elements)) {
            tools(elements);
        }
        boolean offered = tools != null;
        if (body.value("parallel_tool_calls") != null) {
            if (model != null && model.has(Oddity.NO_PARALLEL_SWITCH)) {
                throw OpenAiErrors.unsupportedParameter("parallel_tool_calls");
            }
            needsTools("parallel_tool_calls", offered);
        }
        if (body.value("tool_choice") != null) {
            needsTools("tool_choice", offered);
        }
        String demanded = body.demandedTool();
        boolean known = demanded == null || body.tools().stream().anyMatch(tool -> demanded.equals(name(tool)));
        if (!known) {
            throw OpenAiErrors.invalid("Tool choice 'function' not found in 'tools' parameter.", "tool_choice", null);
        }
    }

    private static void needsTools(String name, boolean offered) {
        if (!offered) {
            throw OpenAiErrors.invalid(
                    "Invalid value for '" + name + "': '" + name + "' is only allowed when 'tools' are specified.",
                    name,
                    null);
        }
    }

    private static void tools(List<JsonValue> tools) {
        if (tools.isEmpty()) {
            throw OpenAiErrors.invalid(
                    "Invalid 'tools': empty array. Expected an array with minimum length 1, but got an empty array instead.",
                    "tools",
                    "empty_array");
        }
        if (tools.size() > MOST_TOOLS) {
            throw OpenAiErrors.invalid(
                    "Invalid 'tools': array too long. Expected an array with maximum length 128, but got an array with length "
                            + tools.size() + " instead.",
                    "tools",
                    "array_above_max_length");
        }
        for (int index = 0; index < tools.size(); index++) {
            JsonObject tool = tools.get(index) instanceof JsonObject object ? object : JsonObject.EMPTY;
            if ("custom".equals(tool.text("type"))) {
                continue;
            }
            checkName(name(tool), "tools[" + index + "].function.name");
        }
    }

    private static void checkName(@Nullable String name, String param) {
        if (name == null) {
            throw OpenAiErrors.invalid(
                    "Missing required parameter: '" + param + "'.", param, "missing_required_parameter");
        }
        if (name.length() > LONGEST_NAME) {
            throw OpenAiErrors.invalid(
                    "Invalid '" + param
                            + "': string too long. Expected a string with maximum length 64, but got a string with"
                            + " length " + name.length() + " instead.",
                    param,
                    "string_above_max_length");
        }
        if (!NAME.matcher(name).matches()) {
            throw OpenAiErrors.invalid(
                    "Invalid '" + param + "': string does not match pattern. Expected a string that matches the pattern"
                            + " '^[a-zA-Z0-9_-]+$'.",
                    param,
                    "invalid_value");
        }
    }

    private static @Nullable String name(JsonObject tool) {
        JsonObject function = tool.object("function");
        return function == null ? null : function.text("name");
    }
}
