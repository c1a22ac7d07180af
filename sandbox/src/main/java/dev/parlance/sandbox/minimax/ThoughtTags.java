package dev.parlance.sandbox.minimax;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.replay.RetoldTurn;
import dev.parlance.sandbox.replay.SealedCalls;

/**
 * Thoughts between tags at the start of the content, and whether they come back whole (MiniMax, "OpenAI API"). Used wherever a MiniMax model
 * is served.
 */
public final class ThoughtTags {
    private static final String OPEN = "<think>\n";
    private static final String CLOSE = "\n</think>\n\n";

    private ThoughtTags() {}

    /** The thought in front of a text, empty when there is none. */
    public static String thought(String content) {
        int close = content.indexOf(CLOSE);
        return content.startsWith(OPEN) && close >= 0 ? content.substring(OPEN.length(), close) : "";
    }

    /** The text without the thought in front. */
    public static String visible(String content) {
        int close = content.indexOf(CLOSE);
        return content.startsWith(OPEN) && close >= 0 ? content.substring(close + CLOSE.length()) : content;
    }

    /** The place of the first of the host's own turns whose thought is missing or changed, or -1. */
    public static int lost(ChatBody body, SealedCalls own) {
        var messages = body.messages();
        for (int index = 0; index < messages.size(); index++) {
            JsonObject message = messages.get(index);
            String content = ChatBody.textOf(message.get("content"));
            if (lost(body, message, index, content, own)) {
                return index;
            }
        }
        return -1;
    }

    private static boolean lost(ChatBody body, JsonObject message, int index, String content, SealedCalls own) {
        if (!"assistant".equals(message.text("role"))) {
            return false;
        }
        if (own.thoughtful(message)) {
            return !own.intact(message, thought(content));
        }
        String then = RetoldTurn.thought(body, index, visible(content));
        return then != null && !then.equals(thought(content));
    }
}
