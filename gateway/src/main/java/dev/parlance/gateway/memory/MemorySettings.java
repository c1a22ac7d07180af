package dev.parlance.gateway.memory;

import java.time.Duration;

/**
 * How much is remembered, and how long.
 *
 * @param maxBytes bound of all that is kept, in bytes, as an estimate that is rather too high; 0 remembers nothing
 * @param timeToLive how long an answer is kept after it was last needed
 */
public record MemorySettings(long maxBytes, Duration timeToLive) {
    /** 64 MiB, two hours: reasoning of a few thousand turns, and a long pause of whoever sits before the agent. */
    public static final MemorySettings DEFAULT = new MemorySettings(64L << 20, Duration.ofHours(2));

    /** Nothing is remembered. */
    public static final MemorySettings OFF = new MemorySettings(0, Duration.ofHours(2));

    public MemorySettings {
        if (maxBytes < 0 || timeToLive.isNegative() || timeToLive.isZero()) {
            throw new IllegalArgumentException("The reasoning memory needs 0 or more bytes and a time above zero");
        }
    }
}
