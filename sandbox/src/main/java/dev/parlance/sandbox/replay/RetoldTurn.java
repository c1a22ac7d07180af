package dev.parlance.sandbox.replay;

import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Faults;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.SimulatedModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows an answer without calls again. The simulated model says the same to the same conversation, so a host can let it answer the messages
 * before a turn once more and see whether the turn is its own, and what it thought then.
 */
public final class RetoldTurn {
    private static final List<String> LATER_WISHES =
            List.of("tools", "tool_choice", "max_tokens", "max_completion_tokens");

    private RetoldTurn() {}

    /**
     * What the model thought when it gave that answer, or null when it never gave it.
     *
     * @param index the message's place
     * @param text the visible text of the message
     */
    public static @Nullable String thought(ChatBody body, int index, String text) {
        if (text.isEmpty()) {
            return null;
        }
        JsonObject before = body.members()
                .with(
                        "messages",
                        new JsonArray(body.members().elements("messages").subList(0, index)));
        // An answer in text came to a request without tools or with their results, and its length was its own.
        for (String name : LATER_WISHES) {
            before = before.without(name);
        }
        ChatBody then = new ChatBody(before);
        Reply reply = SimulatedModel.reply(then, true, (name, position) -> "", Faults.in(then.lastUserText()));
        return reply.text().equals(text) ? reply.reasoning() : null;
    }
}
