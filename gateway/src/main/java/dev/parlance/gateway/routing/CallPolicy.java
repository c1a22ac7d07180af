package dev.parlance.gateway.routing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a call waits and how often it asks. A target of its own or an alias may say otherwise about some of it.
 *
 * @param attempts how often one target is asked at most, 1 for never again
 * @param base the pause after the first attempt, doubled from one to the next
 * @param longestPause the longest pause, and the longest that a host may ask for; a host that asks for more is told to the client
 * @param connect how long connecting to a host may take
 * @param idle how long a host may be silent within a call
 * @param firstToken how long a target may take until its answer begins, or null for as long as it likes
 * @param total how long the whole call may take, or null for as long as it likes
 * @param keepAlive after how much silence a streaming client hears that the call goes on
 */
public record CallPolicy(
        int attempts,
        Duration base,
        Duration longestPause,
        Duration connect,
        Duration idle,
        @Nullable Duration firstToken,
        @Nullable Duration total,
        Duration keepAlive) {
    /** Asked twice, half a second to five; 10 s to connect, 5 minutes of silence, a word to the client every 15 s. */
    public static final CallPolicy DEFAULT = new CallPolicy(
            2,
            Duration.ofMillis(500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofMinutes(5),
            null,
            null,
            Duration.ofSeconds(15));

    public CallPolicy {
        require(attempts >= 1 && attempts <= 100, "attempts are 1 to 100");
        require(!base.isNegative() && base.compareTo(longestPause) <= 0, "pauses are between nothing and the longest");
        require(connect.toMillis() >= 1 && idle.toMillis() >= 1, "timeouts are at least 1 ms");
        require(keepAlive.toMillis() >= 1, "keep-alive is at least 1 ms");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** With another number of attempts. */
    public CallPolicy withAttempts(int most) {
        return new CallPolicy(most, base, longestPause, connect, idle, firstToken, total, keepAlive);
    }

    /** With other pauses between attempts. */
    public CallPolicy withPauses(Duration first, Duration longest) {
        return new CallPolicy(attempts, first, longest, connect, idle, firstToken, total, keepAlive);
    }

    /** With other limits of waiting for a host. */
    public CallPolicy withTimeouts(Duration newConnect, Duration newIdle) {
        return new CallPolicy(attempts, base, longestPause, newConnect, newIdle, firstToken, total, keepAlive);
    }

    /** With other deadlines of the answer; null for none. */
    public CallPolicy withDeadlines(@Nullable Duration newFirstToken, @Nullable Duration newTotal) {
        return new CallPolicy(attempts, base, longestPause, connect, idle, newFirstToken, newTotal, keepAlive);
    }

    /** With another pace of keep-alives. */
    public CallPolicy withKeepAlive(Duration pace) {
        return new CallPolicy(attempts, base, longestPause, connect, idle, firstToken, total, pace);
    }
}
