package dev.parlance.providers.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is moved. */
final class ManualClock implements InstantSource {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    void move(Duration further) {
        now = now.plus(further);
    }

    /** Seconds since 1970 so much later. */
    long seconds(Duration later) {
        return now.plus(later).getEpochSecond();
    }
}
