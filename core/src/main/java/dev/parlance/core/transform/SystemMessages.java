package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings all system messages into one at the beginning, for hosts that refuse any other: MiniMax answers {@code chat content has invalid
 * message role: system}. Source: CodexPlusPlus issue 267.
 */
final class SystemMessages {
    private static final String BETWEEN = "\n\n";

    private SystemMessages() {}

    static Conversation join(Conversation conversation) {
        List<Message> messages = conversation.request().messages();
        List<Message.System> systems = new ArrayList<>();
        List<Message> others = new ArrayList<>(messages.size());
        for (Message message : messages) {
            if (message instanceof Message.System system) {
                systems.add(system);
            } else {
                others.add(message);
            }
        }
        if (systems.isEmpty() || systems.size() == 1 && messages.getFirst() == systems.getFirst()) {
            return conversation;
        }
        List<Message> changed = new ArrayList<>(others.size() + 1);
        changed.add(joined(systems));
        changed.addAll(others);
        report(conversation, systems);
        return conversation.with(
                conversation.request().toBuilder().messages(changed).build());
    }

    /** One message with the members of the first: plain texts as one text, other parts one after the other. */
    private static Message.System joined(List<Message.System> systems) {
        Message.System first = systems.getFirst();
        List<Content> parts = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Message.System system : systems) {
            for (Content part : system.content()) {
                parts.add(part);
                if (part instanceof Content.Text(String text, Members extra) && extra.isEmpty()) {
                    texts.add(text);
                }
            }
        }
        boolean plain = texts.size() == parts.size();
        return new Message.System(
                first.developer(),
                plain ? List.of(new Content.Text(String.join(BETWEEN, texts))) : parts,
                plain ? Message.ContentForm.FREE : Message.ContentForm.PARTS,
                first.extra());
    }

    private static void report(Conversation conversation, List<Message.System> systems) {
        conversation
                .log()
                .add(adjustment(conversation, "messages", Adjustment.Kind.REPAIRED, JsonValue.of(systems.size()))
                        .because("The host takes one system message, at the beginning; all of them now stand there."));
        Set<String> lost = new TreeSet<>();
        for (Message.System later : systems.subList(1, systems.size())) {
            lost.addAll(later.extra().byName().keySet());
        }
        if (!lost.isEmpty()) {
            conversation
                    .log()
                    .add(adjustment(
                                    conversation,
                                    "vendor-members",
                                    Adjustment.Kind.DROPPED,
                                    JsonValue.strings(List.copyOf(lost)))
                            .because("They belonged to system messages that became part of the first one."));
        }
    }

    private static Adjustment adjustment(
            Conversation conversation, String parameter, Adjustment.Kind kind, JsonValue asked) {
        return Adjustment.of(
                parameter,
                kind,
                asked,
                kind == Adjustment.Kind.REPAIRED ? JsonValue.of(1) : null,
                conversation.profile().source("transforms/" + Transform.SINGLE_SYSTEM_MESSAGE.label()));
    }
}
