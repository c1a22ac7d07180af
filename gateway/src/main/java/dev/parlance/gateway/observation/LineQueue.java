package dev.parlance.gateway.observation;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Lines on their way to somebody who may take long to write them, such as a pipe that nobody reads. What does not fit is thrown away, for a
 * log must not hold calls up. Thread-safe.
 */
public final class LineQueue implements LogSink, AutoCloseable {
    private static final long LAST_MILLIS = 2000;

    /** Lines of so short a time are written together: waking a thread for each would cost more than all else about them. */
    private static final long TOGETHER_MILLIS = 2;

    /** Letters that are written together at the most, about. */
    private static final int TOGETHER = 1 << 16;

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final int most;
    private final Consumer<String> writer;
    private final Thread thread;
    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile boolean closing;

    /**
     * A queue with a thread of its own that ends with {@link #close} or the process.
     *
     * @param most how many lines may wait
     * @param writer gets one line or several with line ends between them, on that thread; one that throws loses them
     */
    public LineQueue(int most, Consumer<String> writer) {
        this.most = most;
        this.writer = writer;
        this.thread = Thread.ofPlatform().daemon().name("parlance-log").start(this::write);
    }

    @Override
    public boolean take(String line) {
        if (closing || held.getAndIncrement() >= most) {
            held.decrementAndGet();
            return false;
        }
        lines.add(line);
        // Waking a thread costs microseconds; it is done only for one that sleeps.
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
        return true;
    }

    private void write() {
        while (true) {
            String line = lines.poll();
            if (line != null) {
                held.decrementAndGet();
                written(withOthers(line));
                rest();
            } else if (closing) {
                return;
            } else {
                asleep.set(true);
                // A line that came before that was noted would wake nobody.
                if (lines.isEmpty() && !closing) {
                    LockSupport.park(this);
                }
                asleep.set(false);
            }
        }
    }

    private void rest() {
        try {
            ending.await(TOGETHER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            // Nobody has a reason to; what waits is written at once then.
        }
    }

    private String withOthers(String first) {
        String line = lines.poll();
        if (line == null) {
            return first;
        }
        StringBuilder together = new StringBuilder(first);
        while (line != null) {
            held.decrementAndGet();
            together.append('\n').append(line);
            line = together.length() < TOGETHER ? lines.poll() : null;
        }
        return together.toString();
    }

    private void written(String line) {
        try {
            writer.accept(line);
        } catch (RuntimeException unwritable) {
            System.getLogger(LineQueue.class.getName())
                    .log(System.Logger.Level.DEBUG, "A line of the log was not written", unwritable);
        }
    }

    /** Writes what waits, for two seconds at the most; lines that come later are thrown away. */
    @Override
    public void close() {
        closing = true;
        ending.countDown();
        LockSupport.unpark(thread);
        try {
            thread.join(LAST_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
