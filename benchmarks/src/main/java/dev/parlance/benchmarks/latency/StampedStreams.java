package dev.parlance.benchmarks.latency;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Clients that stream at the same time, each the next answer after the one before. */
final class StampedStreams implements AutoCloseable {
    private final Call call;
    private final int atOnce;
    private final Crew crew;

    /** What a round found. */
    record Delays(Latencies times, int glued) {}

    StampedStreams(Call call, int atOnce) {
        this.call = call;
        this.atOnce = atOnce;
        crew = new Crew(call.who(), call.door().port(), atOnce);
    }

    /** Streams for about that long. */
    Delays run(double seconds) throws IOException, InterruptedException {
        List<StampReader> readers = new ArrayList<>();
        for (int client = 0; client < atOnce; client++) {
            readers.add(new StampReader(call.who()));
        }
        crew.connect();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        crew.run((wire, number) -> {
            StampReader reader = readers.get(number);
            // Not all in step: answers of different models do not come in the same microsecond.
            TimerSlack.await(start + StampingUpstream.PACE_NANOS * number / atOnce);
            long streams = 0;
            do {
                reader.begin();
                wire.call(call, reader);
                reader.end();
                streams++;
            } while (System.nanoTime() < end);
            return streams;
        });
        long[] all = readers.stream()
                .flatMapToLong(reader -> LongStream.of(reader.delays()))
                .toArray();
        return new Delays(
                new Latencies(all),
                readers.stream().mapToInt(StampReader::glued).sum());
    }

    @Override
    public void close() throws IOException {
        crew.close();
    }
}
