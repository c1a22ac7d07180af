package dev.parlance.gateway.observation;

import java.util.Locale;

/** The way an attempt took through the gateway. */
public enum LaneUsed {
    /** Bytes spliced and passed on. */
    RAW,
    /** Decoded, prepared and encoded. */
    FULL;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** For example {@code raw}. */
    public String label() {
        return label;
    }
}
