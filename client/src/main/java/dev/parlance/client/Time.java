package dev.parlance.client;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Time as calls see it; tests bring their own. Thread-safe. */
interface Time {
    /** Nanoseconds since some moment. */
    long nanos();

    /** Waits that long, or until it is over; whether it is gets asked before and after each {@link #wake}. */
    void pause(Duration time, BooleanSupplier over) throws InterruptedException;

    /** Lets all who wait ask whether it is over. */
    void wake();
}
