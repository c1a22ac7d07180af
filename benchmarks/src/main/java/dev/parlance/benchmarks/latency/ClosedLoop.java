package dev.parlance.benchmarks.latency;

import java.io.IOException;

/** As many calls as go through: each of 16 connections sends its next call when the answer is there. */
public final class ClosedLoop implements AutoCloseable {
    private static final int CONNECTIONS = 16;

    private final Call call;
    private final Crew crew;

    /** Of that call. */
    public ClosedLoop(Call call) {
        this.call = call;
        crew = new Crew(call.who(), call.door().port(), CONNECTIONS);
    }

    /** Calls for that long; answers per second. Every answer is checked. */
    public double run(double seconds) throws IOException, InterruptedException {
        crew.connect();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        long answers = crew.run((wire, number) -> {
            long done = 0;
            do {
                wire.call(call);
                done++;
            } while (System.nanoTime() < end);
            return done;
        });
        return answers * 1e9 / (System.nanoTime() - start);
    }

    @Override
    public void close() throws IOException {
        crew.close();
    }
}
