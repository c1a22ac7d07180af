package dev.parlance.gateway.observation;

import java.util.Locale;

/** How a call or an attempt ended. */
enum Outcome {
    /** With a whole answer. */
    ANSWERED,
    /** With an error. */
    FAILED,
    /** The client hung up, or another attempt was faster. */
    CANCELLED;

    private final String label = name().toLowerCase(Locale.ROOT);

    String label() {
        return label;
    }
}
