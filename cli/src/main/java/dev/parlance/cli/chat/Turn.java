package dev.parlance.cli.chat;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.error.ParlanceException;
import org.jspecify.annotations.Nullable;

/**
 * What came of one question.
 *
 * @param response as much as came; null when no answer began
 * @param error why no answer began
 * @param read whether somebody read it to its end
 */
record Turn(@Nullable ChatResponse response, @Nullable ParlanceException error, boolean read) {
    /**
     * Asks and shows the answer as it comes.
     *
     * @param host kept with what the model thinks
     */
    static Turn make(ChatModel model, ChatRequest request, String host, Screen screen) {
        ResponseFold fold = new ResponseFold(host);
        boolean begun = false;
        try (ChatStream stream = model.stream(request)) {
            begun = true;
            for (ChatEvent event : stream) {
                fold.accept(event);
                if (!shown(event, screen)) {
                    return new Turn(fold.response(), null, false);
                }
            }
            return new Turn(stream.response(), null, true);
        } catch (ParlanceException none) {
            return new Turn(begun ? fold.response() : null, none, true);
        } finally {
            screen.end();
        }
    }

    private static boolean shown(ChatEvent event, Screen screen) {
        if (event instanceof ChatEvent.ReasoningDelta thought) {
            screen.thought(thought.text());
        } else if (event instanceof ChatEvent.TextDelta(String text)) {
            return screen.answer(text);
        }
        return true;
    }
}
