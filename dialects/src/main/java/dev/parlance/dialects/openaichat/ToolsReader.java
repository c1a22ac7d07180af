package dev.parlance.dialects.openaichat;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.wire.JsonReader;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import org.jspecify.annotations.Nullable;

/** Reads tools, tool choice and response format of a request. */
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
            builder.tool(tool(reader, "tools[" + index + "]"));
            index++;
        }
    }

    private static Tool tool(JsonReader reader, String place) {
        if (!reader.isObject()) {
            throw BadRequest.of("tools", place + " must be an object");
        }
        RawJson whole = reader.raw();
        byte[] bytes = whole.bytes();
        String type = null;
        Tool.Function function = null;
        Members outer = Members.NONE;
        try (JsonReader inner = JsonReader.of(bytes, 0, bytes.length)) {
            for (String name = inner.nextMember(); name != null; name = inner.nextMember()) {
                switch (name) {
                    case "type" -> type = inner.stringOrNull();
                    case "function" -> function = inner.isObject() ? function(inner, place) : null;
                    default -> outer = outer.with(name, inner.raw());
                }
            }
        }
        if (type != null && !type.equals("function")) {
            return new Tool.Opaque(Names.DIALECT, whole);
        }
        if (function == null) {
            throw BadRequest.of("tools", place + ".function must be an object with a name");
        }
        return new Tool.Function(
                function.name(),
                function.description(),
                function.parameters(),
                function.strict(),
                function.extra(),
                outer);
    }

    private static Tool.Function function(JsonReader reader, String place) {
        String name = null;
        String description = null;
        RawJson parameters = null;
        Boolean strict = null;
        Members extra = Members.NONE;
        for (String member = reader.nextMember(); member != null; member = reader.nextMember()) {
            switch (member) {
                case "name" -> name = reader.stringOrNull();
                case "description" -> description = reader.stringOrNull();
                case "parameters" -> parameters = reader.isNull() ? skipped(reader) : reader.raw();
                case "strict" -> strict = bool(reader, place + ".function.strict");
                default -> extra = extra.with(member, reader.raw());
            }
        }
        if (name == null || name.isEmpty()) {
            throw BadRequest.of("tools", place + ".function.name is missing");
        }
        return new Tool.Function(name, description, parameters, strict, extra, Members.NONE);
    }

    static void choice(JsonReader reader, ChatRequest.Builder builder) {
        if (reader.isNull()) {
            reader.skip();
            return;
        }
        if (reader.isString()) {
            builder.toolChoice(
                    switch (reader.string()) {
                        case "auto" -> new ToolChoice.Auto();
                        case "none" -> new ToolChoice.None();
                        case "required", "any" -> new ToolChoice.Required();
                        default ->
                            throw BadRequest.of(
                                    "tool-choice", "tool_choice must be auto, none, required or a named function");
                    });
            return;
        }
        RawJson whole = reader.raw();
        JsonObject object = whole.objectOrNull();
        if (object == null) {
            throw BadRequest.of("tool-choice", "tool_choice must be a string or an object");
        }
        JsonObject function = object.object("function");
        String name = function == null ? null : function.text("name");
        builder.toolChoice(
                "function".equals(object.text("type")) && name != null
                        ? new ToolChoice.Named(name)
                        : new ToolChoice.Opaque(Names.DIALECT, whole));
    }

    static void format(JsonReader reader, ChatRequest.Builder builder) {
        if (reader.isNull()) {
            reader.skip();
            return;
        }
        RawJson whole = reader.raw();
        JsonObject object = whole.objectOrNull();
        String type = object == null ? null : object.text("type");
        if (object == null || type == null) {
            throw BadRequest.of("response-format", "response_format must be an object with a \"type\"");
        }
        builder.responseFormat(
                switch (type) {
                    case "text" -> new ResponseFormat.Text();
                    case "json_object" -> new ResponseFormat.JsonObject();
                    case "json_schema" -> schema(object, whole);
                    default -> new ResponseFormat.Opaque(Names.DIALECT, whole);
                });
    }

    private static ResponseFormat schema(JsonObject format, RawJson whole) {
        JsonObject wrapper = format.object("json_schema");
        String name = wrapper == null ? null : wrapper.text("name");
        if (wrapper == null) {
            throw BadRequest.of("response-format", "response_format.json_schema must be an object with a schema");
        }
        if (name == null) {
            // Perplexity takes a schema without a name; the host shall judge.
            return new ResponseFormat.Opaque(Names.DIALECT, whole);
        }
        String description = wrapper.text("description");
        RawJson schema = null;
        Boolean strict = null;
        Members extra = Members.NONE;
        for (var member : wrapper.members().entrySet()) {
            switch (member.getKey()) {
                case "name", "description" -> {}
                case "schema" -> schema = RawJson.of(member.getValue());
                case "strict" -> strict = member.getValue() instanceof JsonBoolean(boolean value) ? value : null;
                default -> extra = extra.with(member.getKey(), RawJson.of(member.getValue()));
            }
        }
        return new ResponseFormat.JsonSchema(name, description, schema, strict, extra);
    }

    private static @Nullable Boolean bool(JsonReader reader, String place) {
        if (reader.isNull()) {
            reader.skip();
            return null;
        }
        if (!reader.isBoolean()) {
            throw BadRequest.of("tools", place + " must be true or false");
        }
        return reader.bool();
    }

    private static @Nullable RawJson skipped(JsonReader reader) {
        reader.skip();
        return null;
    }
}
