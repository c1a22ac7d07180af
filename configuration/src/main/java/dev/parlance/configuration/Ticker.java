package dev.parlance.configuration;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls again and again until it is closed; tests call themselves. */
@FunctionalInterface
public interface Ticker {
    /** Something that ends. */
    interface Ticking extends AutoCloseable {
        @Override
        void close();
    }

    /** Begins to call. */
    Ticking start(Runnable look);

    /** Calls after each such while, on a thread of its own that keeps no program alive. */
    static Ticker every(Duration pause) {
        return look -> {
            ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task ->
                    Thread.ofPlatform().name("parlance-configuration").daemon().unstarted(task));
            long nanoseconds = pause.toNanos();
            var unused = thread.scheduleWithFixedDelay(look, nanoseconds, nanoseconds, TimeUnit.NANOSECONDS);
            return thread::shutdownNow;
        };
    }
}
