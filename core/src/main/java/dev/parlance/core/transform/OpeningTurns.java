package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * How a conversation must begin at hosts that know two speakers: instructions above all turns, then the user. What a client of the host's own
 * dialect wrote is left as it is, for it knows what the host takes there. Source: Anthropic Messages reference (2026): the first message must
 * use the user role, and instructions stand in {@code system}; Anthropic's own layer for OpenAI clients moves later ones there too.
 */
final class OpeningTurns {
    /** What stands for a user who has said nothing yet; the choice of BerriAI/litellm, anthropic message conversion (2026). */
    private static final String SILENCE = ".";

    private OpeningTurns() {}

    static Conversation systemFirst(Conversation conversation) {
        if (isOwnWords(conversation)) {
            return conversation;
        }
        List<Message> systems = new ArrayList<>();
        List<Message> turns = new ArrayList<>();
        int moved = 0;
        for (Message message : conversation.request().messages()) {
            if (message instanceof Message.System) {
                systems.add(message);
                moved += turns.isEmpty() ? 0 : 1;
            } else {
                turns.add(message);
            }
        }
        if (moved == 0) {
            return conversation;
        }
        systems.addAll(turns);
        conversation
                .log()
                .add(Adjustment.of(
                                "messages",
                                Adjustment.Kind.REPAIRED,
                                JsonValue.of(moved),
                                null,
                                conversation.profile().source("transforms/" + Transform.SYSTEM_FIRST.label()))
                        .because("The host knows instructions above the conversation only; " + moved
                                + (moved == 1 ? " system message was" : " system messages were")
                                + " moved there from between the turns."));
        return conversation.with(
                conversation.request().toBuilder().messages(systems).build());
    }

    static Conversation userFirst(Conversation conversation) {
        List<Message> messages = conversation.request().messages();
        int first = 0;
        while (first < messages.size() && messages.get(first) instanceof Message.System) {
            first++;
        }
        boolean assistant = first < messages.size() && messages.get(first) instanceof Message.Assistant;
        if (!assistant || isOwnWords(conversation)) {
            return conversation;
        }
        List<Message> changed = new ArrayList<>(messages);
        changed.add(first, Message.user(SILENCE));
        conversation
                .log()
                .add(Adjustment.of(
                                "messages",
                                Adjustment.Kind.ADDED,
                                null,
                                JsonValue.of(SILENCE),
                                conversation.profile().source("transforms/" + Transform.USER_FIRST.label()))
                        .because("The host wants the user to speak first, and the assistant did."));
        return conversation.with(
                conversation.request().toBuilder().messages(changed).build());
    }

    private static boolean isOwnWords(Conversation conversation) {
        return conversation.profile().dialect().equals(conversation.request().dialect());
    }
}
