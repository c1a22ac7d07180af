package dev.parlance.gateway.observation;

import java.util.Locale;

/** Why an attempt is made. */
public enum AttemptReason {
    /** It is the first of its call. */
    FIRST,
    /** The same target again, after an error that may pass. */
    RETRY,
    /** Another target, after the one before failed. */
    FALLBACK,
    /** Another try beside one that takes long. */
    HEDGE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** For example {@code fallback}. */
    public String label() {
        return label;
    }
}
