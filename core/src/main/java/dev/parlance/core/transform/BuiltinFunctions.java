package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes functions whose name starts with {@code $} as Moonshot's own: {@code {"type":"builtin_function","function":{"name":"$web_search"}}},
 * without parameters. The platform runs them; the caller echoes their arguments. Source: Moonshot's guide on web search.
 */
final class BuiltinFunctions {
    private BuiltinFunctions() {}

    /** Whether a function of this name is the platform's own where the profile knows such functions. */
    static boolean isBuiltin(Conversation conversation, String name) {
        return name.startsWith("$") && conversation.profile().transforms().contains(Transform.BUILTIN_FUNCTIONS);
    }

    static Conversation rewrite(Conversation conversation) {
        List<Tool> tools = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<JsonValue> sent = new ArrayList<>();
        for (Tool tool : conversation.request().tools()) {
            if (tool instanceof Tool.Function function && function.name().startsWith("$")) {
                JsonValue builtin = JsonValue.object(
                        "type",
                        JsonValue.of("builtin_function"),
                        "function",
                        JsonValue.object("name", JsonValue.of(function.name())));
                names.add(function.name());
                sent.add(builtin);
                tools.add(new Tool.Opaque("openai-chat", RawJson.of(builtin)));
            } else {
                tools.add(tool);
            }
        }
        if (names.isEmpty()) {
            return conversation;
        }
        conversation
                .log()
                .add(Adjustment.of(
                                "tools",
                                Adjustment.Kind.REPAIRED,
                                JsonValue.strings(names),
                                new JsonValue.JsonArray(sent),
                                conversation.profile().source("transforms/" + Transform.BUILTIN_FUNCTIONS.label()))
                        .because(
                                "Names that start with $ are the platform's own functions; they have a type of their own"
                                        + " and no parameters."));
        return conversation.with(conversation.request().toBuilder().tools(tools).build());
    }
}
