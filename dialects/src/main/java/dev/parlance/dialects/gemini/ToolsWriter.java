package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code tools} and {@code toolConfig}. Functions of one run stand in one entry; the provider's own tools in one each. */
final class ToolsWriter {
    private ToolsWriter() {}

    static void tools(List<Tool> tools, JsonWriter out) {
        if (tools.isEmpty()) {
            return;
        }
        out.name("tools").beginArray();
        boolean declaring = false;
        for (Tool tool : tools) {
            switch (tool) {
                case Tool.Opaque(String dialect, RawJson json) -> {
                    if (declaring) {
                        out.endArray().endObject();
                        declaring = false;
                    }
                    out.raw(json);
                }
                case Tool.Function function -> {
                    if (!declaring) {
                        out.beginObject().name("functionDeclarations").beginArray();
                        declaring = true;
                    }
                    function(function, out);
                }
            }
        }
        if (declaring) {
            out.endArray().endObject();
        }
        out.endArray();
    }

    private static void function(Tool.Function function, JsonWriter out) {
        out.beginObject().name("name").string(function.name());
        if (function.description() != null) {
            out.name("description").string(function.description());
        }
        // Whoever spoke the dialect keeps the spelling of the schema; all others have JSON Schema.
        if (function.parameters() != null && function.extra().get(Names.PARAMETERS) == null) {
            out.name("parametersJsonSchema").raw(function.parameters());
        }
        PartWriter.members(function.extra(), out);
        out.endObject();
    }

    /** The tool config, or null when there is nothing to say. */
    static @Nullable JsonValue config(@Nullable ToolChoice choice, List<Tool> tools, @Nullable RawJson extra) {
        JsonValue given = extra == null ? JsonObject.EMPTY : extra.valueOrText();
        if (!(given instanceof JsonObject object)) {
            return given;
        }
        JsonObject members = Names.camel(object);
        Map<String, JsonValue> calling = new LinkedHashMap<>();
        if (choice != null && !idle(choice, tools)) {
            choice(choice, calling);
        }
        JsonObject givenCalling = members.object(Names.CALLING_CONFIG);
        if (givenCalling != null) {
            calling.putAll(Names.camel(givenCalling).members());
        }
        Map<String, JsonValue> config = new LinkedHashMap<>();
        if (!calling.isEmpty()) {
            config.put(Names.CALLING_CONFIG, new JsonObject(calling));
        }
        members.members().forEach(config::putIfAbsent);
        return config.isEmpty() ? null : new JsonObject(config);
    }

    /**
     * Without functions the default says the same, and saying it is refused: {@code Function calling config is set without
     * function_declarations} (pydantic/pydantic-ai#5791).
     */
    private static boolean idle(ToolChoice choice, List<Tool> tools) {
        return (choice instanceof ToolChoice.Auto || choice instanceof ToolChoice.None)
                && tools.stream().noneMatch(Tool.Function.class::isInstance);
    }

    private static void choice(ToolChoice choice, Map<String, JsonValue> calling) {
        switch (choice) {
            case ToolChoice.Auto auto -> calling.put("mode", JsonValue.of("AUTO"));
            case ToolChoice.None none -> calling.put("mode", JsonValue.of("NONE"));
            case ToolChoice.Required required -> calling.put("mode", JsonValue.of("ANY"));
            case ToolChoice.Named(String name) -> {
                calling.put("mode", JsonValue.of("ANY"));
                calling.put("allowedFunctionNames", JsonValue.strings(List.of(name)));
            }
            case ToolChoice.Opaque(String dialect, RawJson json) -> {
                JsonObject object = json.objectOrNull();
                if (object != null) {
                    calling.putAll(object.members());
                }
            }
        }
    }
}
