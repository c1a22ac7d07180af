package dev.parlance.gateway;

import dev.parlance.core.error.ParlanceException;

/** A call whose client still waits. */
interface OpenCall {
    /** A look at it, some times a second or so. */
    void look(long now);

    /** Ends it with an error. */
    void fail(ParlanceException error);
}
