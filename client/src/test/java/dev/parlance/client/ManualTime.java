package dev.parlance.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Time that stands still but for pauses, which are over at once and remembered. */
final class ManualTime implements Time {
    private final AtomicLong now = new AtomicLong(1_000);
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    @Override
    public long nanos() {
        return now.get();
    }

    @Override
    public void pause(Duration time, BooleanSupplier over) {
        pauses.add(time);
        now.addAndGet(time.toNanos());
    }

    @Override
    public void wake() {}

    void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    /** All pauses so far. */
    List<Duration> pauses() {
        return pauses;
    }
}
