package dev.parlance.core.chat;

/** An answer as it comes: an iterable that blocks, to be read once by one thread. Closing it cancels the call. */
public interface ChatStream extends Iterable<ChatEvent>, AutoCloseable {
    /** Reads what is left and folds everything, what was read before included. */
    ChatResponse response();

    @Override
    void close();
}
