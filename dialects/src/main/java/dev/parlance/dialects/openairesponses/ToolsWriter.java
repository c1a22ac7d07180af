package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.util.List;

/** Spells tools, tool choice and the form of the text: flat here, where Chat nests them. */
final class ToolsWriter {
    private static final RawJson NO_PARAMETERS =
            RawJson.of(JsonValue.object("type", JsonValue.of("object"), "properties", JsonValue.JsonObject.EMPTY));

    private ToolsWriter() {}

    /**
     * The array of tools.
     *
     * @param ownWords whether they were offered in this dialect. Those of others are not strict unless they say so, and may have no
     *     parameters; here strict is the default and parameters are required (OpenAI, guide on function calling, strict mode, 2026-04)
     */
    static void tools(List<Tool> tools, boolean ownWords, JsonWriter out) {
        out.beginArray();
        for (Tool tool : tools) {
            switch (tool) {
                case Tool.Opaque(String dialect, RawJson json) -> out.raw(json);
                case Tool.Function function -> function(function, ownWords, out);
            }
        }
        out.endArray();
    }

    private static void function(Tool.Function function, boolean ownWords, JsonWriter out) {
        out.beginObject().name("type").string("function").name("name").string(function.name());
        if (function.description() != null) {
            out.name("description").string(function.description());
        }
        if (function.parameters() != null) {
            out.name("parameters").raw(function.parameters());
        } else if (!ownWords) {
            out.name("parameters").raw(NO_PARAMETERS);
        }
        if (function.strict() != null) {
            out.name("strict").bool(function.strict());
        } else if (!ownWords) {
            out.name("strict").bool(false);
        }
        members(function.extra(), out);
        members(function.outer(), out);
        out.endObject();
    }

    static void choice(ToolChoice choice, JsonWriter out) {
        switch (choice) {
            case ToolChoice.Auto auto -> out.string("auto");
            case ToolChoice.None none -> out.string("none");
            case ToolChoice.Required required -> out.string("required");
            case ToolChoice.Opaque(String dialect, RawJson json) -> out.raw(json);
            case ToolChoice.Named(String name) ->
                out.beginObject()
                        .name("type")
                        .string("function")
                        .name("name")
                        .string(name)
                        .endObject();
        }
    }

    /** The object under {@code text.format}. */
    static void format(ResponseFormat format, JsonWriter out) {
        switch (format) {
            case ResponseFormat.Text text ->
                out.beginObject().name("type").string("text").endObject();
            case ResponseFormat.JsonObject object ->
                out.beginObject().name("type").string("json_object").endObject();
            case ResponseFormat.Opaque(String dialect, RawJson json) -> out.raw(json);
            case ResponseFormat.JsonSchema schema -> {
                out.beginObject().name("type").string("json_schema");
                out.name("name").string(schema.name());
                if (schema.description() != null) {
                    out.name("description").string(schema.description());
                }
                if (schema.schema() != null) {
                    out.name("schema").raw(schema.schema());
                }
                if (schema.strict() != null) {
                    out.name("strict").bool(schema.strict());
                }
                members(schema.extra(), out);
                out.endObject();
            }
        }
    }

    static void members(Members members, JsonWriter out) {
        members.byName().forEach((name, json) -> out.name(name).raw(json));
    }
}
