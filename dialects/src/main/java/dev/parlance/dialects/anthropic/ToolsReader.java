package dev.parlance.dialects.anthropic;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.List;

/** Reads tools and tool choice of a request. A tool of the service's own is known by its kind, and travels on as it is. */
final class ToolsReader {
    private static final String ONE_CALL = "disable_parallel_tool_use";

    private ToolsReader() {}

    static void tools(JsonValue value, ChatRequest.Builder builder) {
        if (!(value instanceof JsonArray(List<JsonValue> tools))) {
            throw BadRequest.of("tools", "tools must be an array");
        }
        for (int index = 0; index < tools.size(); index++) {
            builder.tool(tool(tools.get(index), "tools[" + index + "]"));
        }
    }

    private static Tool tool(JsonValue value, String place) {
        if (!(value instanceof JsonObject tool)) {
            throw BadRequest.of("tools", place + " must be an object");
        }
        String type = tool.text(Names.TYPE);
        if (type != null && !type.equals("custom")) {
            return new Tool.Opaque(Names.DIALECT, RawJson.of(tool));
        }
        String name = tool.text("name");
        if (name == null || name.isEmpty()) {
            throw BadRequest.of("tools", place + ".name is missing");
        }
        JsonValue schema = tool.get("input_schema");
        if (schema != null && !(schema instanceof JsonObject)) {
            throw BadRequest.of("tools", place + ".input_schema must be an object");
        }
        Boolean strict = tool.get("strict") instanceof JsonBoolean(boolean exact) ? exact : null;
        Members outer = BlockReader.others(tool, "name", "input_schema");
        outer = tool.text("description") == null ? outer : outer.without("description");
        return new Tool.Function(
                name,
                tool.text("description"),
                schema == null ? null : RawJson.of(schema),
                strict,
                Members.NONE,
                strict == null ? outer : outer.without("strict"));
    }

    static void choice(JsonValue value, ChatRequest.Builder builder) {
        JsonObject choice = value instanceof JsonObject object ? object : JsonObject.EMPTY;
        String type = choice.text(Names.TYPE);
        if (type == null) {
            throw BadRequest.of(Parameter.TOOL_CHOICE.label(), "tool_choice must be an object with a \"type\"");
        }
        String name = choice.text("name");
        ToolChoice read = switch (type) {
            case "auto" -> new ToolChoice.Auto();
            case "any" -> new ToolChoice.Required();
            case "none" -> new ToolChoice.None();
            case "tool" -> name == null ? null : new ToolChoice.Named(name);
            default -> null;
        };
        if (read == null) {
            builder.toolChoice(new ToolChoice.Opaque(Names.DIALECT, RawJson.of(choice)));
            return;
        }
        builder.toolChoice(read);
        JsonObject rest = choice.without(Names.TYPE);
        rest = read instanceof ToolChoice.Named ? rest.without("name") : rest;
        if (choice.get(ONE_CALL) instanceof JsonBoolean(boolean oneCall)) {
            builder.parameter(Parameter.PARALLEL_TOOL_CALLS, JsonValue.of(!oneCall));
            rest = rest.without(ONE_CALL);
        }
        RequestReader.keep(Names.TOOL_CHOICE, rest, builder);
    }
}
