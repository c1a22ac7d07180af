package dev.parlance.gateway.observation;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often something took how long. Not the library's own histogram: that takes a lock while it is read, and cannot be told of many
 * durations at once. Thread-safe; never waits.
 */
final class Durations {
    /** From a chunk's distance to the longest call that is still told apart, in seconds. */
    private static final double[] BOUNDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, Double.POSITIVE_INFINITY
    };

    /** The same without the last, in nanoseconds. */
    private static final long[] LIMITS = limits();

    /** How many buckets there are. */
    static final int BUCKETS = BOUNDS.length;

    private static final double NANOS = 1e9;

    private final LongAdder[] counts = new LongAdder[BUCKETS];
    private final LongAdder sum = new LongAdder();

    Durations() {
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            counts[bucket] = new LongAdder();
        }
    }

    /** The bucket of a duration in nanoseconds. */
    static int bucket(long nanos) {
        int bucket = 0;
        while (bucket < LIMITS.length && nanos > LIMITS[bucket]) {
            bucket++;
        }
        return bucket;
    }

    void add(long nanos) {
        counts[bucket(nanos)].increment();
        sum.add(nanos);
    }

    /**
     * Many at once.
     *
     * @param buckets how many are in each bucket
     * @param nanos how long they took together
     */
    void add(int[] buckets, long nanos) {
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            if (buckets[bucket] != 0) {
                counts[bucket].add(buckets[bucket]);
            }
        }
        sum.add(nanos);
    }

    /** What was counted up to now. */
    HistogramDataPointSnapshot snapshot(Labels labels) {
        long[] now = new long[BUCKETS];
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            now[bucket] = counts[bucket].sum();
        }
        return HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(BOUNDS.clone(), now))
                .sum(sum.sum() / NANOS)
                .labels(labels)
                .build();
    }

    private static long[] limits() {
        long[] limits = new long[BOUNDS.length - 1];
        for (int index = 0; index < limits.length; index++) {
            limits[index] = Math.round(BOUNDS[index] * NANOS);
        }
        return limits;
    }
}
