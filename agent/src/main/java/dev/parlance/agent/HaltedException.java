package dev.parlance.agent;

/** Leaves the loop from wherever it waits. */
final class HaltedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    enum Cause {
        CANCELLED,
        OUT_OF_TIME
    }

    private final Cause why;

    HaltedException(Cause why) {
        super(why.name(), null, false, false);
        this.why = why;
    }

    Cause why() {
        return why;
    }
}
