package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.wire.JsonValue;
import java.util.List;

/** Where a host cannot be told to call nothing, it is not offered anything to call. */
final class UnwantedTools {
    private UnwantedTools() {}

    static Conversation drop(Conversation conversation) {
        boolean unsaid = conversation.request().toolChoice() instanceof ToolChoice.None
                && conversation.settlement().toolChoice() == null;
        if (!unsaid || conversation.request().tools().isEmpty()) {
            return conversation;
        }
        conversation
                .log()
                .add(Adjustment.of(
                        "tools",
                        Adjustment.Kind.REPAIRED,
                        JsonValue.of("tool-choice none"),
                        JsonValue.of("no tools"),
                        conversation.profile().source("transforms/" + Transform.NO_TOOLS_FOR_NONE.label())));
        return conversation.with(
                conversation.request().toBuilder().tools(List.of()).build());
    }
}
