package dev.parlance.gateway.observation;

import java.util.function.LongSupplier;

/** How late one lane's loop comes to what it was to do. Call {@link #ticked} from a periodic timer on that loop. One thread. */
public final class LoopLag {
    private final Durations lags;
    private final LongSupplier nanos;
    private final long interval;
    private long expected;

    LoopLag(Durations lags, LongSupplier nanos, long interval) {
        this.lags = lags;
        this.nanos = nanos;
        this.interval = interval;
        this.expected = nanos.getAsLong() + interval;
    }

    /** The timer went off. */
    public void ticked() {
        long now = nanos.getAsLong();
        lags.add(Math.max(0, now - expected));
        expected = now + interval;
    }
}
