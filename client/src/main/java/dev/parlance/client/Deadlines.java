package dev.parlance.client;

import dev.parlance.providers.Connection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a call may take, part by part. Each part is between a millisecond and a year. What a provider's own settings say
 * ({@code connect-timeout}, {@code idle-timeout}) counts first. A call that passes one fails with {@code TimedOut}, which names it; only
 * connecting fails with {@code ConnectionFailed}.
 *
 * @param connect until there is a connection
 * @param firstToken from the sending of a request to the first event of its answer; a plain answer has its first event when it is whole
 * @param idle how long a host may be silent within an answer that has begun; any byte counts, keep-alive comments too
 * @param total the whole call, attempts, the pauses between them and the reading of its events included; null for no limit
 */
public record Deadlines(
        Duration connect,
        Duration firstToken,
        Duration idle,
        @Nullable Duration total) {
    private static final Duration LONGEST = Duration.ofDays(365);

    /** 10 s to connect, 10 minutes until the answer begins, 5 minutes of silence, no limit in all. */
    public static final Deadlines DEFAULT =
            new Deadlines(Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofMinutes(5), null);

    public Deadlines {
        require("connect", connect);
        require("firstToken", firstToken);
        require("idle", idle);
        if (total != null) {
            require("total", total);
        }
    }

    private static void require(String name, Duration time) {
        if (time.compareTo(Duration.ofMillis(1)) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "The deadline " + name + " is between a millisecond and a year, not " + time);
        }
    }

    /** The same with another time to connect. */
    public Deadlines withConnect(Duration time) {
        return new Deadlines(time, firstToken, idle, total);
    }

    /** The same with another time until the answer begins. */
    public Deadlines withFirstToken(Duration time) {
        return new Deadlines(connect, time, idle, total);
    }

    /** The same with another time of silence within an answer. */
    public Deadlines withIdle(Duration time) {
        return new Deadlines(connect, firstToken, time, total);
    }

    /** The same with another time for the whole call, null for no limit. */
    public Deadlines withTotal(@Nullable Duration time) {
        return new Deadlines(connect, firstToken, idle, time);
    }

    /** As that connection has them: its own count first, and its patience is for the first token too. */
    Deadlines at(Connection connection) {
        Duration own = connection.idleTimeout();
        if (own == null && connection.connectTimeout() == null) {
            return this;
        }
        return new Deadlines(
                connection.connectTimeout() == null ? connect : connection.connectTimeout(),
                own == null ? firstToken : own,
                own == null ? idle : own,
                total);
    }
}
