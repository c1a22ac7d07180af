package dev.parlance.client;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ParlanceException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How far a call has come: takes the times and tells the listener. Told by one thread; the end may be told by another, and counts once. */
final class CallProgress {
    private static final long NEVER = -1;

    private final CallListener.Call call;
    private final CallListener listener;
    private final Time time;
    private final long begun;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicLong paused = new AtomicLong();
    private volatile long firstByte = NEVER;
    private volatile long firstEvent = NEVER;

    CallProgress(CallListener.Call call, CallListener listener, Time time) {
        this.call = call;
        this.listener = listener;
        this.time = time;
        this.begun = time.nanos();
        listener.started(call);
    }

    /** Nanoseconds since the call was started. */
    long elapsed() {
        return time.nanos() - begun;
    }

    /** How many attempts there were, the one under way included. */
    int attempts() {
        return attempts.get();
    }

    void prepared(List<Adjustment> adjustments) {
        listener.prepared(call, adjustments);
    }

    void attempted() {
        attempts.incrementAndGet();
        firstByte = NEVER;
        firstEvent = NEVER;
    }

    void sent() {
        listener.sent(call, attempts.get());
    }

    void answered(int status) {
        firstByte = elapsed();
        listener.firstByte(call, attempts.get(), status);
    }

    void read(ChatEvent event) {
        if (firstEvent == NEVER) {
            firstEvent = elapsed();
        }
        // Whoever closed the call from another thread has told its end.
        if (!ended.get()) {
            listener.event(call, event);
        }
    }

    void retrying(Duration pause, ParlanceException error) {
        listener.retrying(call, pause, error);
    }

    void paused(long nanos) {
        paused.addAndGet(nanos);
    }

    /** Whether the end was told. */
    boolean isOver() {
        return ended.get();
    }

    /** The answer is whole, or there was an error. */
    void ended(@Nullable Usage usage, @Nullable ParlanceException error) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        Timings timings = new Timings(attempts.get(), paused.get(), firstByte, firstEvent, elapsed());
        if (error == null) {
            listener.finished(call, usage, timings);
        } else {
            listener.failed(call, error, timings);
        }
    }
}
