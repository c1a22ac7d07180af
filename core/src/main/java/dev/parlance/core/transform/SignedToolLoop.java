package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.wire.JsonValue;
import java.util.List;

/**
 * While a model thinks, its open tool loop must begin with the thinking that it signed. A loop that another model began, or whose thinking the
 * client threw away, has none, and the host refuses it; the model then goes on without thinking until the user's next turn.
 *
 * <p>Source: Anthropic extended thinking guide; the host's own message advises the same.
 */
final class SignedToolLoop {
    private SignedToolLoop() {}

    static Conversation check(Conversation conversation) {
        if (!conversation.settlement().reasoningOn()
                || !loopIsUnsigned(conversation.request().messages())) {
            return conversation;
        }
        Thinking asked = conversation.settlement().thinking();
        conversation
                .log()
                .add(Adjustment.of(
                        Parameter.THINKING.label(),
                        Adjustment.Kind.REPAIRED,
                        asked == null ? null : JsonValue.of(asked.word()),
                        JsonValue.of(new Thinking.Off().word()),
                        conversation.profile().source("checks/" + FinalCheck.SIGNED_TOOL_LOOP.label())));
        return conversation.with(conversation.settlement().withoutThinking());
    }

    private static boolean loopIsUnsigned(List<Message> messages) {
        for (Message message : messages.reversed()) {
            if (message instanceof Message.User) {
                return false;
            }
            if (message instanceof Message.Assistant assistant && assistant.callsTools()) {
                return !(assistant.content().getFirst() instanceof Content.Reasoning reasoning)
                        || reasoning.payload().isEmpty();
            }
        }
        return false;
    }
}
