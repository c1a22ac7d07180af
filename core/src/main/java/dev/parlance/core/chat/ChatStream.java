package dev.parlance.core.chat;

import dev.parlance.core.catalog.Adjustment;
import java.util.List;

/** An answer as it comes: an iterable that blocks, to be read once by one thread. Closing it cancels the call. */
public interface ChatStream extends Iterable<ChatEvent>, AutoCloseable {
    /** Reads what is left and folds everything, what was read before included. */
    ChatResponse response();

    /** Every difference between what was asked and what was sent; known from the start. */
    default List<Adjustment> adjustments() {
        return List.of();
    }

    @Override
    void close();
}
