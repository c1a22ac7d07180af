package dev.parlance.client;

import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.error.Retry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often the same request is sent, and how long to wait in between. What may be sent again is not settled here but in {@link Retry}, and
 * never after an event of the answer was handed out. A host that says how long to wait is obeyed to the millisecond; one that asks for more
 * than the cap ends the call at once. Otherwise the pause doubles from attempt to attempt, shortened by up to a half at random so that many
 * callers do not come back together.
 *
 * <p>Source of the numbers: openai/openai-python, {@code _constants.py} (two retries, from 0.5 s, hints up to 60 s).
 *
 * @param attempts how often the request is sent at most, 1 for never again
 * @param base the pause after the first attempt, before chance
 * @param cap the longest pause, and the longest that a host may ask for
 */
public record RetryPolicy(int attempts, Duration base, Duration cap) {
    /** Three attempts, half a second, a minute. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ofMillis(500), Duration.ofSeconds(60));

    /** One attempt. */
    public static final RetryPolicy NONE = new RetryPolicy(1, DEFAULT.base(), DEFAULT.cap());

    private static final int MOST = 100;

    public RetryPolicy {
        if (attempts < 1 || attempts > MOST) {
            throw new IllegalArgumentException("A request is sent 1 to " + MOST + " times, not " + attempts);
        }
        if (base.isNegative() || base.compareTo(cap) > 0 || cap.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("A pause is between nothing and a cap of at most a day");
        }
    }

    /** The same with another number of attempts. */
    public RetryPolicy withAttempts(int most) {
        return new RetryPolicy(most, base, cap);
    }

    /**
     * The pause before the next attempt, or null when there is none.
     *
     * @param made how many attempts there were
     * @param random from 0 to 1, without 1
     */
    @Nullable
    Duration pause(int made, ParlanceException error, double random) {
        if (made >= attempts || !Retry.canHelp(error.kind())) {
            return null;
        }
        Duration asked = error.failure().retryAfter();
        // A host that says zero has no wish; it must not be hammered.
        if (asked != null && !asked.isZero()) {
            return asked.compareTo(cap) > 0 ? null : asked;
        }
        double longest = (double) cap.toNanos();
        double doubled = base.toNanos() * Math.pow(2, made - 1);
        return Duration.ofNanos(Math.round(Math.min(doubled, longest) * (1 - random / 2)));
    }

    /** Whether a failed answer is worth another attempt. Thinking that led nowhere was paid for, and would be again. */
    static boolean isBare(ParlanceException error, ChatResponse answer) {
        return error instanceof ParlanceException.EmptyResponse
                && answer.content().isEmpty();
    }
}
