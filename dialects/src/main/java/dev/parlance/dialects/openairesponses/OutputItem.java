package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.function.Consumer;

/**
 * One item of an answer while it comes in. The item that {@code response.output_item.done} brings is the truth; what the deltas did not
 * bring before is handed over then. Not thread-safe.
 */
sealed interface OutputItem permits MessageItem, ReasoningItem, CallItem, WholeItem {
    /** What a delta is more of. */
    enum Kind {
        TEXT,
        REFUSAL,
        SUMMARY,
        REASONING_TEXT,
        ARGUMENTS
    }

    /** The item begins. */
    void begin(JsonObject json, Consumer<ChatEvent> out);

    /** More of one of its parts; a kind that the item does not have is ignored. */
    void delta(Kind kind, int part, String text, Consumer<ChatEvent> out);

    /** One of its parts is whole. */
    void partDone(int part, JsonObject json, Consumer<ChatEvent> out);

    /** It is whole. */
    void done(JsonObject json, Consumer<ChatEvent> out);

    /**
     * The answer ended before the item was said to be whole.
     *
     * @param whole whether the answer itself is whole, so that what came of the item is all of it
     */
    void cut(boolean whole, Consumer<ChatEvent> out);
}
