package dev.parlance.client;

import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the deadlines of a call still leave to one of its attempts. */
final class Allowance {
    private final Deadlines deadlines;
    private final CallProgress progress;
    private final Target target;
    private final long sent;

    /** One deadline that counts just now. */
    enum Part {
        FIRST_TOKEN,
        IDLE,
        TOTAL
    }

    /**
     * How long to wait for more.
     *
     * @param nanos 0 or less when time is up
     * @param part what ends the wait
     */
    record Wait(long nanos, Part part) {
        /** Whether the whole call has taken too long; then not even what is there already is read. */
        boolean isOver() {
            return part == Part.TOTAL && nanos <= 0;
        }
    }

    /** @param deadlines as the target's connection has them */
    Allowance(Deadlines deadlines, CallProgress progress, Target target) {
        this.deadlines = deadlines;
        this.progress = progress;
        this.target = target;
        this.sent = progress.elapsed();
    }

    /**
     * The wait for the next bytes.
     *
     * @param begun whether an event of the answer has come
     */
    Wait next(boolean begun) {
        long own = begun ? deadlines.idle().toNanos() : deadlines.firstToken().toNanos() - (progress.elapsed() - sent);
        long left = left(deadlines.total(), progress);
        return left < own ? new Wait(left, Part.TOTAL) : new Wait(own, begun ? Part.IDLE : Part.FIRST_TOKEN);
    }

    /** The error when a wait was in vain. */
    ParlanceException exceeded(Part part) {
        return switch (part) {
            case FIRST_TOKEN -> Faults.late(deadlines.firstToken(), target);
            case IDLE -> Faults.stalled(deadlines.idle(), target);
            case TOTAL -> Faults.overlong(deadlines.total(), target);
        };
    }

    /** The error when no connection came. */
    ParlanceException unconnected(String address) {
        return Faults.unconnected(address, deadlines.connect(), target);
    }

    /** What is left of the whole call, in nanoseconds. */
    static long left(@Nullable Duration total, CallProgress progress) {
        return total == null ? Long.MAX_VALUE : total.toNanos() - progress.elapsed();
    }
}
