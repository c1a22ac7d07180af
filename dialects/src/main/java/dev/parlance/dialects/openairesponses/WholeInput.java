package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.List;

/** A user's text that was the whole {@code input}, as a string; a mark of ours remembers it. */
final class WholeInput {
    private static final Members MARK = Members.of(Names.ITEM, RawJson.of(JsonValue.of(Names.INPUT)));

    private WholeInput() {}

    static Message.User message(String text) {
        return new Message.User(
                text.isEmpty() ? List.of() : List.of(new Content.Text(text)), Message.ContentForm.STRING, MARK);
    }

    static boolean isMarked(Message message) {
        return message instanceof Message.User user && user.extra().equals(MARK);
    }
}
