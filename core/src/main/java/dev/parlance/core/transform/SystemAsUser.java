package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** For models without a place above the conversation: what stands there goes in front of the first user turn. */
final class SystemAsUser {
    private SystemAsUser() {}

    static Conversation move(Conversation conversation) {
        List<Content> instructions = new ArrayList<>();
        List<Message> rest = new ArrayList<>();
        for (Message message : conversation.request().messages()) {
            if (message instanceof Message.System) {
                instructions.addAll(message.content());
            } else {
                rest.add(message);
            }
        }
        if (instructions.isEmpty()) {
            return conversation;
        }
        conversation
                .log()
                .add(Adjustment.of(
                        "system-role",
                        Adjustment.Kind.REPAIRED,
                        JsonValue.of("system"),
                        JsonValue.of("user"),
                        conversation.profile().source("transforms/" + Transform.SYSTEM_IN_FIRST_USER.label())));
        if (!rest.isEmpty() && rest.getFirst() instanceof Message.User first) {
            instructions.addAll(first.content());
            rest.set(0, new Message.User(instructions, Message.ContentForm.FREE, first.extra()));
        } else {
            rest.addFirst(new Message.User(instructions, Message.ContentForm.FREE, Members.NONE));
        }
        return conversation.with(
                conversation.request().toBuilder().messages(rest).build());
    }
}
