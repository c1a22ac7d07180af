package dev.parlance.core.raw;

import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.PreparedRequest;

/** What a dialect's stream holds, told by a look at the bytes of one event. In doubt an event tells something. Stateless and thread-safe. */
public interface FrameKinds {
    /** What is to be done with an event. */
    enum Kind {
        /** More of a part that has begun: passed on unread. */
        ORDINARY,
        /** Read, then passed on. */
        TELLING,
        /** Read, and kept until it is known that the answer ends well: an end, or an error. */
        HELD
    }

    /**
     * Its kind.
     *
     * @param frame the event with its blank line, a character for each byte
     */
    Kind of(String frame);

    /**
     * Whether answers to such a request can be passed on at all, as far as the dialect knows.
     *
     * @param asked what the client asked; words may be cut
     * @param prepared what is sent
     */
    boolean canPass(InboundRequest asked, PreparedRequest prepared);

    /**
     * Whether a stream begins as clients expect it. In doubt it does not.
     *
     * @param bytes the first of it, a character for each byte
     */
    default boolean begins(String bytes) {
        return true;
    }

    /** Whether a writer of the dialect can go on where bytes were passed on before, without a client that would notice. */
    default boolean canGoOn() {
        return false;
    }

    /** Whether of several ordinary events in a row the last one must be read: it has the latest usage. */
    default boolean readsLast() {
        return false;
    }

    /** What ends a stream that ended well, where its host sent none; empty for nothing. */
    default String end() {
        return "";
    }
}
