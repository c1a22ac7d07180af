package dev.parlance.gateway.routing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How well one target did lately. When at least half of its recent calls failed, it is passed over for a while, as long as there are others;
 * then one call may probe it, and its outcome decides. Thread-safe; times are nanoseconds of any one clock.
 */
public final class TargetHealth {
    /** What counts as recent. */
    static final Duration WINDOW = Duration.ofSeconds(30);

    /** Fewer failures than that are chance. */
    static final int FAILURES = 3;

    static final Duration FIRST_COOLDOWN = Duration.ofSeconds(5);
    static final Duration LONGEST_COOLDOWN = Duration.ofMinutes(1);

    private static final int KEPT = 32;

    /** How much the latest first token weighs in the rolling figure. */
    private static final double SHARE_OF_LATEST = 0.2;

    private final long[] ended = new long[KEPT];
    private final boolean[] failed = new boolean[KEPT];
    private int count;
    private long coolUntil;
    private boolean cooling;
    private boolean probing;
    private long cooldown = FIRST_COOLDOWN.toNanos();
    private double firstTokenNanos = -1;

    /** Whether a call may be sent there. After a cooldown the first that asks is the probe, and others wait for its outcome. */
    public synchronized boolean mayTry(long now) {
        if (!cooling) {
            return true;
        }
        if (now - coolUntil < 0 || probing) {
            return false;
        }
        probing = true;
        return true;
    }

    /** Whether it is passed over just now. */
    public synchronized boolean isCooling(long now) {
        return cooling && (now - coolUntil < 0 || probing);
    }

    /** An answer began, or ended well. */
    public synchronized void succeeded(long now, long nanosToFirstToken) {
        note(now, false);
        firstTokenNanos = firstTokenNanos < 0
                ? nanosToFirstToken
                : firstTokenNanos * (1 - SHARE_OF_LATEST) + nanosToFirstToken * SHARE_OF_LATEST;
        if (probing) {
            cooling = false;
            probing = false;
            cooldown = FIRST_COOLDOWN.toNanos();
            count = 0;
        }
    }

    /**
     * It failed by its own fault.
     *
     * @param hint how long it asks to be left alone, or null
     */
    public synchronized void failed(long now, @Nullable Duration hint) {
        note(now, true);
        if (probing) {
            probing = false;
            cooldown = Math.min(cooldown * 2, LONGEST_COOLDOWN.toNanos());
            cool(now, cooldown);
        } else if (hint != null && !hint.isZero()) {
            cool(now, Math.min(hint.toNanos(), LONGEST_COOLDOWN.toNanos()));
        } else if (isFailing(now)) {
            cool(now, cooldown);
        }
    }

    /** The call ended without saying anything about the target. */
    public synchronized void abandoned() {
        probing = false;
    }

    /** The rolling time until an answer began, or null before the first. */
    public synchronized @Nullable Duration firstToken() {
        return firstTokenNanos < 0 ? null : Duration.ofNanos((long) firstTokenNanos);
    }

    private void cool(long now, long nanos) {
        cooling = true;
        coolUntil = now + nanos;
    }

    private void note(long now, boolean failure) {
        ended[count % KEPT] = now;
        failed[count % KEPT] = failure;
        count++;
    }

    private boolean isFailing(long now) {
        int recent = 0;
        int failures = 0;
        for (int index = Math.max(0, count - KEPT); index < count; index++) {
            if (now - ended[index % KEPT] < WINDOW.toNanos()) {
                recent++;
                failures += failed[index % KEPT] ? 1 : 0;
            }
        }
        return failures >= FAILURES && failures * 2 >= recent;
    }
}
