package dev.parlance.dialects.anthropic;

import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Spells tools and tool choice. */
final class ToolsWriter {
    private static final JsonObject OBJECT = JsonValue.object(Names.TYPE, JsonValue.of("object"));

    private ToolsWriter() {}

    static void write(List<Tool> tools, JsonWriter out) {
        if (tools.isEmpty()) {
            return;
        }
        out.name("tools").beginArray();
        for (Tool tool : tools) {
            switch (tool) {
                case Tool.Opaque(String dialect, RawJson json) -> out.raw(json);
                case Tool.Function function -> function(function, out);
            }
        }
        out.endArray();
    }

    private static void function(Tool.Function function, JsonWriter out) {
        out.beginObject().name("name").string(function.name());
        if (function.description() != null) {
            out.name("description").string(function.description());
        }
        out.name("input_schema");
        schema(function.parameters(), out);
        if (function.strict() != null) {
            out.name("strict").bool(function.strict());
        }
        members(function.extra(), out);
        members(function.outer(), out);
        out.endObject();
    }

    /** Arguments are always an object, and the schema must say so; one without a type means no other. */
    private static void schema(@Nullable RawJson parameters, JsonWriter out) {
        JsonObject schema = parameters == null ? JsonObject.EMPTY : parameters.objectOrNull();
        if (parameters != null && (schema == null || schema.get(Names.TYPE) != null)) {
            out.raw(parameters);
            return;
        }
        JsonObject typed = OBJECT;
        if (schema == null || schema.members().isEmpty()) {
            typed = typed.with("properties", JsonObject.EMPTY);
        } else {
            for (var member : schema.members().entrySet()) {
                typed = typed.with(member.getKey(), member.getValue());
            }
        }
        out.value(typed);
    }

    private static void members(Members members, JsonWriter out) {
        members.byName().forEach((name, json) -> out.name(name).raw(json));
    }

    /** The {@code tool_choice} object, or null for none. Whether calls may come together is said in it too. */
    static @Nullable JsonObject choice(Settlement settlement) {
        Settlement.Setting parallel = settlement.settings().get(Parameter.PARALLEL_TOOL_CALLS);
        JsonBoolean oneCall = parallel != null && parallel.value() instanceof JsonBoolean(boolean together)
                ? JsonValue.of(!together)
                : null;
        JsonObject choice = spelled(settlement.toolChoice());
        if (choice == null) {
            // Calls may come together anyway, so only the wish that they may not needs a word.
            return oneCall != null && oneCall.value() ? withOneCall(type("auto"), oneCall) : null;
        }
        boolean calls = !(settlement.toolChoice() instanceof ToolChoice.None);
        return oneCall != null && calls ? withOneCall(choice, oneCall) : choice;
    }

    private static @Nullable JsonObject spelled(@Nullable ToolChoice choice) {
        return switch (choice) {
            case null -> null;
            case ToolChoice.Auto auto -> type("auto");
            case ToolChoice.None none -> type("none");
            case ToolChoice.Required required -> type("any");
            case ToolChoice.Named(String name) -> type("tool").with("name", JsonValue.of(name));
            case ToolChoice.Opaque(String dialect, RawJson json) -> json.objectOrNull();
        };
    }

    private static JsonObject type(String type) {
        return JsonValue.object(Names.TYPE, JsonValue.of(type));
    }

    private static JsonObject withOneCall(JsonObject choice, JsonBoolean oneCall) {
        return choice.with("disable_parallel_tool_use", oneCall);
    }
}
