package dev.parlance.gateway.soak;

/** What a call asks of the host, in its words: {@code Play ANSWER as q0000001}. */
enum Role {
    /** A whole answer. */
    ANSWER,
    /** An answer with reasoning that calls a tool. */
    THINK,
    /** A whole answer, and the host notes whether the reasoning of the turn before came back. */
    RETURN,
    /** A status that nobody tries again. */
    REFUSE,
    /** A status that is tried again. */
    BUSY,
    /** A body that is no JSON. */
    NONSENSE,
    /** A stream that begins, and an error in it. */
    ERROR,
    /** A stream that begins, and a connection that is closed. */
    CUT,
    /** A stream that begins, and a connection that breaks. */
    RESET,
    /** A stream that begins, and silence until the other side closes. */
    STALL,
    /** A stream that never ends. */
    POUR,
    /** A stream that begins, and its rest when all may go on. */
    HOLD
}
