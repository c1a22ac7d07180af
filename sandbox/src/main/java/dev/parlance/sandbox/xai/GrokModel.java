package dev.parlance.sandbox.xai;

import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import java.util.List;

/**
 * A Grok model on Chat Completions.
 *
 * @param id the id as the client wrote it; refusals name it
 * @param answersAs the id that answers carry
 * @param effort which effort words it takes
 * @param thought whether it reasons, and whether that is seen
 */
record GrokModel(String id, String answersAs, Effort effort, Thought thought) {

    /** Which words {@code reasoning_effort} may hold. */
    enum Effort {
        /** The parameter itself is refused. */
        REFUSED(),
        /** grok-3-mini. */
        LOW_OR_HIGH("low", "high"),
        /** grok-4.3; it may be told not to think. */
        NONE_TO_HIGH("none", "low", "medium", "high"),
        /** grok-4.5; it always thinks. */
        LOW_TO_HIGH("low", "medium", "high"),
        /** grok-4.6; it always thinks. */
        LOW_TO_XHIGH("low", "medium", "high", "xhigh"),
        /** Nothing is written about the words of the model, so none is refused. */
        UNWRITTEN("none", "minimal", "low", "medium", "high", "xhigh", "max");

        private final List<String> words;

        Effort(String... words) {
            this.words = List.of(words);
        }

        List<String> words() {
            return words;
        }
    }

    /** Whether a model reasons, and whether that is seen. */
    enum Thought {
        /** It does not. */
        NONE,
        /** It does, and only the count is seen. */
        HIDDEN,
        /** It does, and says so in {@code reasoning_content}. */
        SHOWN
    }

    /** Whether the model thinks on this request. */
    boolean thinks(ChatBody body) {
        boolean off = body.value("reasoning_effort") instanceof JsonString(String word) && word.equals("none");
        return thought != Thought.NONE && !off;
    }

    /** Whether penalties and stop words are refused: by all but the plain models of the third generation. */
    boolean strict() {
        return thought != Thought.NONE || !id.startsWith("grok-3");
    }
}
