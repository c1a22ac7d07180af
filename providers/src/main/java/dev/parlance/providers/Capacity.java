package dev.parlance.providers;

import java.time.Duration;

/**
 * How much a provider is given at once. Only a gateway, through which many callers go, keeps to it.
 *
 * @param concurrent calls at the same time, at least 1
 * @param queue calls that may wait for their turn; 0 to refuse at once
 * @param patience how long one may wait
 */
public record Capacity(int concurrent, int queue, Duration patience) {
    /** What stands in when only the number of calls is said. */
    public static final int USUAL_QUEUE = 100;

    /** What stands in when only the number of calls is said. */
    public static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);

    public Capacity {
        if (concurrent < 1 || queue < 0 || patience.isNegative()) {
            throw new IllegalArgumentException("At least one call at a time, and no negative queue or patience");
        }
    }
}
