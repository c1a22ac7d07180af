package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue;
import java.util.List;

/**
 * Leaves out system messages that carry only {@code tools}. Kimi K3 takes such messages as tools valid from there on; for every other host
 * they are empty system messages, which are refused.
 */
final class ToolDeclaringMessages {
    private ToolDeclaringMessages() {}

    static Conversation drop(Conversation conversation) {
        Conversation without = conversation.mapMessages(message ->
                message instanceof Message.System system && onlyDeclares(system) ? List.of() : List.of(message));
        int dropped = conversation.request().messages().size()
                - without.request().messages().size();
        if (dropped > 0) {
            conversation
                    .log()
                    .add(
                            Adjustment.of(
                                            "messages",
                                            Adjustment.Kind.DROPPED,
                                            JsonValue.of(dropped),
                                            null,
                                            conversation
                                                    .profile()
                                                    .source("transforms/"
                                                            + Transform.DROP_TOOL_DECLARING_MESSAGES.label()))
                                    .because(
                                            "System messages that only declare tools were left out (" + dropped
                                                    + "): they are a form of Kimi K3 alone. Offer the tools with the request instead."));
        }
        return without;
    }

    private static boolean onlyDeclares(Message.System system) {
        return system.extra().get("tools") != null
                && system.content().stream()
                        .allMatch(part -> part instanceof Content.Text(String text, Members extra) && text.isEmpty());
    }
}
