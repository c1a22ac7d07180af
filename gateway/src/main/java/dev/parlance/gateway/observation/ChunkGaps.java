package dev.parlance.gateway.observation;

import java.util.Arrays;

/** The times between the chunks of one stream, handed on in lots: a stream has hundreds of them. Not thread-safe. */
final class ChunkGaps {
    /** Few enough that a stream of minutes is seen while it runs. */
    private static final int LOT = 256;

    private final int[] buckets = new int[Durations.BUCKETS];
    private long sum;
    private int held;

    void add(long nanos, Durations all) {
        buckets[Durations.bucket(nanos)]++;
        sum += nanos;
        if (++held == LOT) {
            handOn(all);
        }
    }

    void handOn(Durations all) {
        if (held > 0) {
            all.add(buckets, sum);
            Arrays.fill(buckets, 0);
            sum = 0;
            held = 0;
        }
    }
}
