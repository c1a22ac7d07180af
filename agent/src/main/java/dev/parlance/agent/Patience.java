package dev.parlance.agent;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long the run may still take: until its caller gives up or its time is over. An interrupt of the run's thread is a cancellation, too.
 * Used by the run's thread alone.
 */
final class Patience implements AutoCloseable {
    private static final long FOREVER = TimeUnit.DAYS.toNanos(10_000);
    private static final Duration LONGEST = Duration.ofNanos(FOREVER);

    private final Cancellation cancellation;
    private final Duration grace;
    private final long begun = System.nanoTime();
    private final long most;
    private boolean interrupted;

    Patience(Cancellation cancellation, @Nullable Duration time, Duration grace) {
        this.cancellation = cancellation;
        this.grace = grace;
        this.most = time == null ? FOREVER : nanos(time);
    }

    /** Any time that people may write, also one that has more nanoseconds than there are numbers for. */
    static long nanos(Duration time) {
        return time.compareTo(LONGEST) > 0 ? FOREVER : time.toNanos();
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** What is left, in nanoseconds; not above zero when time is over. */
    long left() {
        return most - (System.nanoTime() - begun);
    }

    /** Keeps the interrupt for the caller and goes on as if cancelled. */
    void interrupted() {
        interrupted = true;
    }

    /** Takes an interrupt off the run's thread: what else runs on it is still to be done. {@link #close} puts it back. */
    void takeInterrupt() {
        interrupted |= Thread.interrupted();
    }

    /** Why to stop now, or null. */
    HaltedException.@Nullable Cause halt() {
        takeInterrupt();
        if (interrupted || cancellation.cancelled()) {
            return HaltedException.Cause.CANCELLED;
        }
        return left() <= 0 ? HaltedException.Cause.OUT_OF_TIME : null;
    }

    void check() throws HaltedException {
        HaltedException.Cause why = halt();
        if (why != null) {
            throw new HaltedException(why);
        }
    }

    /**
     * Does blocking work on a thread of its own and waits for it.
     *
     * @param abandon ends the work when its thread does not heed the interrupt
     * @throws HaltedException when it is given up; the work has then ended, or was left behind after the grace
     */
    <T> T await(String what, Callable<T> work, Runnable abandon) throws HaltedException {
        check();
        CompletableFuture<T> done = new CompletableFuture<>();
        CountDownLatch wake = new CountDownLatch(1);
        Thread worker = Thread.ofVirtual().name("parlance-agent " + what).start(() -> {
            try {
                done.complete(work.call());
            } catch (Throwable broken) {
                done.completeExceptionally(broken);
            }
            wake.countDown();
        });
        Cancellation.Registration registration = cancellation.onCancel(wake::countDown);
        await(wake);
        registration.close();
        if (!done.isDone()) {
            worker.interrupt();
            abandon.run();
            join(worker, nanos(grace));
            check();
        }
        try {
            return done.join();
        } catch (CompletionException broken) {
            throw rethrown(broken);
        }
    }

    /** Whether the thread has ended in that time. */
    boolean join(Thread thread, long nanos) {
        try {
            return thread.join(Duration.ofNanos(Math.max(nanos, 0)));
        } catch (InterruptedException impatient) {
            interrupted();
            return !thread.isAlive();
        }
    }

    @Override
    public void close() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(CountDownLatch wake) {
        try {
            // What woke it, or that nothing did, is seen from what is done and what is left.
            boolean ignored = wake.await(left(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException cancelled) {
            interrupted();
        }
    }

    private static RuntimeException rethrown(CompletionException broken) {
        return switch (broken.getCause()) {
            case RuntimeException known -> known;
            case Error fatal -> throw fatal;
            case null, default -> broken;
        };
    }
}
