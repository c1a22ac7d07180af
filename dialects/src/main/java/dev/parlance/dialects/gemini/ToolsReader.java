package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code tools} and {@code toolConfig}. */
final class ToolsReader {
    private static final String DECLARATIONS = "functionDeclarations";
    private static final Set<String> FUNCTION_READ =
            Set.of("name", "description", Names.PARAMETERS, "parametersJsonSchema");
    private static final List<String> NUMBERED_MODES = List.of("MODE_UNSPECIFIED", "AUTO", "ANY", "NONE", "VALIDATED");

    private ToolsReader() {}

    static void tools(JsonValue value, ChatRequest.Builder builder) {
        if (!(value instanceof JsonArray(List<JsonValue> tools))) {
            throw BadRequest.of("tools", "tools must be an array");
        }
        for (int index = 0; index < tools.size(); index++) {
            if (!(tools.get(index) instanceof JsonObject tool)) {
                throw BadRequest.of("tools", "tools[" + index + "] must be an object");
            }
            tool(tool, "tools[" + index + "]", builder);
        }
    }

    /** One entry may declare functions and switch on tools of the provider besides. */
    private static void tool(JsonObject tool, String place, ChatRequest.Builder builder) {
        JsonObject others = JsonObject.EMPTY;
        for (Map.Entry<String, JsonValue> member : tool.members().entrySet()) {
            JsonValue value = member.getValue();
            boolean declares =
                    member.getKey().equals(DECLARATIONS) || member.getKey().equals("function_declarations");
            if (declares && value instanceof JsonArray(List<JsonValue> functions)) {
                for (JsonValue function : functions) {
                    builder.tool(function(function, place));
                }
            } else if (!(value instanceof JsonNull)) {
                others = others.with(member.getKey(), value);
            }
        }
        if (!others.members().isEmpty()) {
            builder.tool(new Tool.Opaque(Names.DIALECT, RawJson.of(others)));
        }
    }

    private static Tool function(JsonValue value, String place) {
        JsonObject function = value instanceof JsonObject object ? Names.camel(object) : JsonObject.EMPTY;
        String name = function.text("name");
        if (name == null) {
            throw BadRequest.of("tools", place + ".functionDeclarations: a function has no name");
        }
        JsonValue own = function.get(Names.PARAMETERS);
        JsonValue general = function.get("parametersJsonSchema");
        Members extra = PartsReader.others(function, FUNCTION_READ);
        RawJson parameters = null;
        if (own != null && !(own instanceof JsonNull)) {
            // JSON Schema for hosts of other dialects; those of this one get the schema as it was.
            parameters = RawJson.of(OpenApiSchema.toJsonSchema(own));
            extra = extra.with(Names.PARAMETERS, RawJson.of(own));
        } else if (general != null && !(general instanceof JsonNull)) {
            parameters = RawJson.of(general);
        }
        return new Tool.Function(name, function.text("description"), parameters, null, extra, Members.NONE);
    }

    static void config(JsonValue value, ChatRequest.Builder builder) {
        if (!(value instanceof JsonObject given)) {
            throw BadRequest.of(Parameter.TOOL_CHOICE.label(), "toolConfig must be an object");
        }
        JsonObject config = Names.camel(given);
        JsonObject others = JsonObject.EMPTY;
        for (Map.Entry<String, JsonValue> member : config.members().entrySet()) {
            JsonValue one = member.getValue();
            if (member.getKey().equals(Names.CALLING_CONFIG) && one instanceof JsonObject calling) {
                JsonObject unknown = choice(Names.camel(calling), builder);
                others = unknown.members().isEmpty() ? others : others.with(Names.CALLING_CONFIG, unknown);
            } else if (!(one instanceof JsonNull)) {
                others = others.with(member.getKey(), one);
            }
        }
        if (!others.members().isEmpty()) {
            builder.extra(Names.TOOL_CONFIG, RawJson.of(others));
        }
    }

    /** Reads the choice and returns the members that are none of it. */
    private static JsonObject choice(JsonObject calling, ChatRequest.Builder builder) {
        List<JsonValue> names = calling.elements("allowedFunctionNames");
        String mode = mode(calling.get("mode"));
        ToolChoice choice = mode == null ? null : neutral(mode, names);
        JsonObject others = calling.without("mode").without("allowedFunctionNames");
        if (choice == null && mode != null) {
            JsonObject whole = JsonValue.object("mode", JsonValue.of(mode));
            whole = names.isEmpty() ? whole : whole.with("allowedFunctionNames", new JsonArray(names));
            choice = new ToolChoice.Opaque(Names.DIALECT, RawJson.of(whole));
        }
        if (choice != null) {
            builder.toolChoice(choice);
        }
        return others;
    }

    private static @Nullable ToolChoice neutral(String mode, List<JsonValue> names) {
        if (!names.isEmpty()) {
            boolean one = mode.equals("ANY") && names.size() == 1;
            return one && names.getFirst() instanceof JsonString(String name) ? new ToolChoice.Named(name) : null;
        }
        return switch (mode) {
            case "AUTO" -> new ToolChoice.Auto();
            case "NONE" -> new ToolChoice.None();
            case "ANY" -> new ToolChoice.Required();
            default -> null;
        };
    }

    private static @Nullable String mode(@Nullable JsonValue mode) {
        String word = switch (mode) {
            case JsonString(String text) -> text.toUpperCase(Locale.ROOT);
            case JsonNumber number -> {
                Long place = number.wholeNumber();
                yield place != null && place >= 0 && place < NUMBERED_MODES.size()
                        ? NUMBERED_MODES.get(place.intValue())
                        : number.literal();
            }
            case null, default -> null;
        };
        return "MODE_UNSPECIFIED".equals(word) ? null : word;
    }
}
