package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.wire.JsonReader;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import org.jspecify.annotations.Nullable;

/** Reads tools, tool choice and the form of the text. Nulls are kept beside, so that they go on as they came. */
final class ToolsReader {
    private ToolsReader() {}

    static void tools(JsonReader reader, ChatRequest.Builder builder) {
        if (reader.isNull()) {
            reader.skip();
            return;
        }
        if (!reader.isArray()) {
            throw BadRequest.of("tools", "tools must be an array");
        }
        int index = 0;
        while (reader.nextElement()) {
            builder.tool(tool(reader.raw(), "tools[" + index + "]"));
            index++;
        }
    }

    private static Tool tool(RawJson whole, String place) {
        JsonObject tool = whole.objectOrNull();
        if (tool == null) {
            throw BadRequest.of("tools", place + " must be an object");
        }
        if (!"function".equals(tool.text("type"))) {
            return new Tool.Opaque(Names.DIALECT, whole);
        }
        String name = tool.text("name");
        if (name == null || name.isEmpty()) {
            throw BadRequest.of("tools", place + ".name is missing");
        }
        return new Tool.Function(
                name,
                tool.text("description"),
                present(tool.get("parameters")),
                truth(tool.get("strict")),
                rest(tool, "parameters"),
                Members.NONE);
    }

    static void choice(JsonReader reader, ChatRequest.Builder builder) {
        if (reader.isNull()) {
            reader.skip();
            return;
        }
        RawJson whole = reader.raw();
        builder.toolChoice(
                switch (whole.valueOrNull()) {
                    case JsonString(String word) -> choice(word);
                    case JsonObject object -> {
                        String name = object.text("name");
                        boolean bare = "function".equals(object.text("type"))
                                && object.members().size() == 2;
                        yield bare && name != null
                                ? new ToolChoice.Named(name)
                                : new ToolChoice.Opaque(Names.DIALECT, whole);
                    }
                    case null, default ->
                        throw BadRequest.of("tool-choice", "tool_choice must be a string or an object");
                });
    }

    private static ToolChoice choice(String word) {
        return switch (word) {
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            default ->
                throw BadRequest.of("tool-choice", "tool_choice must be auto, none, required or a named function");
        };
    }

    static ResponseFormat format(@Nullable JsonValue format) {
        String type = format instanceof JsonObject object ? object.text("type") : null;
        if (!(format instanceof JsonObject object) || type == null) {
            throw BadRequest.of("response-format", "text.format must be an object with a \"type\"");
        }
        String name = object.text("name");
        boolean bare = object.members().size() == 1;
        if (type.equals("text") && bare) {
            return new ResponseFormat.Text();
        }
        if (type.equals("json_object") && bare) {
            return new ResponseFormat.JsonObject();
        }
        if (!type.equals("json_schema") || name == null) {
            return new ResponseFormat.Opaque(Names.DIALECT, RawJson.of(object));
        }
        return new ResponseFormat.JsonSchema(
                name,
                object.text("description"),
                present(object.get("schema")),
                truth(object.get("strict")),
                rest(object, "schema"));
    }

    private static @Nullable RawJson present(@Nullable JsonValue value) {
        return value == null || value instanceof JsonNull ? null : RawJson.of(value);
    }

    private static @Nullable Boolean truth(@Nullable JsonValue value) {
        return value instanceof JsonBoolean(boolean truth) ? truth : null;
    }

    /** What the neutral form does not hold, the nulls among it. */
    private static Members rest(JsonObject object, String schema) {
        Members rest = Members.NONE;
        for (var member : object.members().entrySet()) {
            JsonValue value = member.getValue();
            String name = member.getKey();
            boolean read = name.equals("type")
                    || name.equals("name")
                    || name.equals("description") && value instanceof JsonString
                    || name.equals("strict") && value instanceof JsonBoolean
                    || name.equals(schema) && !(value instanceof JsonNull);
            rest = read ? rest : rest.with(name, RawJson.of(value));
        }
        return rest;
    }
}
