package dev.parlance.cli.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a run when its process is told to stop. Ctrl-C ends the run in order, and a second one the process at once; a terminal that
 * goes away and SIGTERM end the run as the first does. What tools run is ended in each case.
 */
public final class Interrupts implements AutoCloseable {
    private static final int INTERRUPTED = 130;
    private static final int PATIENCE_SECONDS = 5;

    private final AtomicInteger times = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;
    private final @Nullable Object before;

    private Interrupts(Runnable cancel) {
        hook = Thread.ofPlatform().name("parlance-run shutdown").unstarted(() -> shutDown(cancel));
        Runtime.getRuntime().addShutdownHook(hook);
        before = Signals.register("INT", () -> interrupted(cancel));
    }

    /**
     * Listens from now on.
     *
     * @param cancel ends the run; must be short
     */
    public static Interrupts heard(Runnable cancel) {
        return new Interrupts(cancel);
    }

    /** The run is over, and signals mean again what they meant. */
    @Override
    public void close() {
        over.countDown();
        Signals.unregister("INT", before);
        try {
            boolean ignored = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endsAlready) {
            // The hook sees that it is over.
        }
    }

    private void interrupted(Runnable cancel) {
        if (times.incrementAndGet() == 1) {
            cancel.run();
        } else {
            endAll();
            Runtime.getRuntime().halt(INTERRUPTED);
        }
    }

    private void shutDown(Runnable cancel) {
        if (over.getCount() == 0) {
            return;
        }
        cancel.run();
        try {
            boolean ignored = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        endAll();
    }

    /** Servers too that were asked to end and have not. */
    private static void endAll() {
        RunTools.endAll();
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }
}
