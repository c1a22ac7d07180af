package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives functions without parameters the schema of an empty object, which says the same, for hosts that refuse a function without any:
 * MiniMax answers {@code function parameters is empty}. Source: QwenLM/qwen-code issues 11834 and 11905.
 */
final class ToolParameters {
    private static final JsonValue EMPTY =
            JsonValue.object("type", JsonValue.of("object"), "properties", JsonObject.EMPTY);

    private ToolParameters() {}

    static Conversation fill(Conversation conversation) {
        List<Tool> tools = new ArrayList<>(conversation.request().tools().size());
        List<String> filled = new ArrayList<>();
        for (Tool tool : conversation.request().tools()) {
            if (tool instanceof Tool.Function function && isEmpty(function.parameters())) {
                filled.add(function.name());
                tools.add(function.withParameters(RawJson.of(EMPTY)));
            } else {
                tools.add(tool);
            }
        }
        if (filled.isEmpty()) {
            return conversation;
        }
        conversation
                .log()
                .add(Adjustment.of(
                                "tools",
                                Adjustment.Kind.REPAIRED,
                                JsonValue.strings(filled),
                                EMPTY,
                                conversation
                                        .profile()
                                        .source("transforms/" + Transform.TOOL_PARAMETERS_REQUIRED.label()))
                        .because("The host refuses functions without parameters; these take none, and now say so."));
        return conversation.with(conversation.request().toBuilder().tools(tools).build());
    }

    private static boolean isEmpty(@Nullable RawJson parameters) {
        return switch (parameters == null ? null : parameters.valueOrNull()) {
            case JsonObject object -> object.members().isEmpty();
            case JsonNull nothing -> true;
            case null -> parameters == null;
            default -> false;
        };
    }
}
