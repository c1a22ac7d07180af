package dev.parlance.benchmarks.latency;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls that leave at appointed times, however long earlier answers take. Latency counts from the appointed time, so that a call which had to
 * wait for a connection counts its waiting; whoever counts from the sending hides just the calls that suffered (coordinated omission).
 */
final class OpenLoop implements AutoCloseable {
    private static final int CONNECTIONS = 64;
    private static final int CALLS_BEFORE = 5;
    private static final long LEAD_NANOS = 20_000_000;

    private final Call call;
    private final Crew crew;

    OpenLoop(Call call) {
        this.call = call;
        crew = new Crew(call.who(), call.door().port(), CONNECTIONS);
    }

    /** Calls at that rate for that long. */
    Latencies run(double perSecond, double seconds) throws IOException, InterruptedException {
        crew.connect();
        // What is new about a connection is over when the clock starts.
        crew.run((wire, number) -> {
            for (int done = 0; done < CALLS_BEFORE; done++) {
                wire.call(call);
            }
            return CALLS_BEFORE;
        });
        long[] nanos = new long[Math.max(1, (int) (perSecond * seconds))];
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime() + LEAD_NANOS;
        double gap = 1e9 / perSecond;
        crew.run((wire, number) -> {
            long done = 0;
            for (int turn = next.getAndIncrement(); turn < nanos.length; turn = next.getAndIncrement()) {
                long due = start + (long) (turn * gap);
                TimerSlack.await(due);
                wire.call(call);
                nanos[turn] = System.nanoTime() - due;
                done++;
            }
            return done;
        });
        return new Latencies(nanos);
    }

    @Override
    public void close() throws IOException {
        crew.close();
    }
}
