package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** System text that stood in {@code instructions} and not among the items; a mark of ours remembers it. */
final class Instructions {
    private static final Members MARK = Members.of(Names.ITEM, RawJson.of(JsonValue.of(Names.INSTRUCTIONS)));

    private Instructions() {}

    static Message.System message(String text) {
        return new Message.System(false, List.of(new Content.Text(text)), Message.ContentForm.STRING, MARK);
    }

    /** The instructions that lead the conversation, or null when it has none. */
    static @Nullable String of(List<Message> messages) {
        return !messages.isEmpty() && isMarked(messages.getFirst()) ? text(messages.getFirst()) : null;
    }

    /** The conversation without the instructions that lead it. */
    static List<Message> without(List<Message> messages) {
        return messages.subList(1, messages.size());
    }

    private static boolean isMarked(Message message) {
        return message instanceof Message.System system && MARK.equals(system.extra());
    }

    private static @Nullable String text(Message message) {
        return message.content().size() == 1
                        && message.content().getFirst() instanceof Content.Text(String text, var extra)
                ? text
                : null;
    }
}
