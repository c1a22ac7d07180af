package dev.parlance.benchmarks.latency;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One proxy with so many streams at once, and what each round found. */
final class ChunkDelay implements AutoCloseable {
    static final String HEAD =
            "| Streams | Proxy | chunk's delay p50, ms | p99, ms | longest, ms | glued of 1,000 chunks |\n"
                    + "|---|---|---|---|---|---|\n";

    private final Call call;
    private final int atOnce;
    private final StampedStreams streams;
    private final List<StampedStreams.Delays> rounds = new ArrayList<>();

    private ChunkDelay(Call call, int atOnce, StampedStreams streams) {
        this.call = call;
        this.atOnce = atOnce;
        this.streams = streams;
    }

    /** Connects and streams for a while without measuring. */
    static ChunkDelay of(Call call, int atOnce, RunOptions options) throws IOException, InterruptedException {
        StampedStreams streams = new StampedStreams(call, atOnce);
        streams.run(Math.min(options.warmUp() / 4, options.seconds()));
        return new ChunkDelay(call, atOnce, streams);
    }

    void round(int round, double seconds) throws IOException, InterruptedException {
        StampedStreams.Delays delays = streams.run(seconds);
        rounds.add(delays);
        System.err.println(title() + ", " + call.who() + ", round " + (round + 1) + ": delay p50 "
                + Spread.format(delays.times().millis(0.5), 3) + " ms, p99 "
                + Spread.format(delays.times().millis(0.99), 3) + " ms, " + delays.glued() + " glued of "
                + delays.times().count());
    }

    String row() {
        return "| " + title() + " | " + call.who() + " | **"
                + spread(delays -> delays.times().millis(0.5)) + "** | "
                + spread(delays -> delays.times().millis(0.99)) + " | "
                + spread(delays -> delays.times().millis(1)) + " | "
                + Spread.of(rounds.stream()
                                .map(delays ->
                                        delays.glued() * 1000.0 / delays.times().count())
                                .toList())
                        .text(1)
                + " |\n";
    }

    private String spread(ToDoubleFunction<StampedStreams.Delays> figure) {
        return Spread.of(rounds, figure).text(3);
    }

    private String title() {
        return atOnce + " at once, " + (call.route().translated() ? "translated" : "same dialect");
    }

    @Override
    public void close() throws IOException {
        streams.close();
    }
}
