package dev.parlance.benchmarks.latency;

import java.util.Arrays;

/** Times of one round. Immutable. */
final class Latencies {
    private final long[] sorted;

    Latencies(long[] nanos) {
        sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    int count() {
        return sorted.length;
    }

    /** The smallest time that this part of all did not exceed, in milliseconds. */
    double millis(double part) {
        int rank = (int) Math.ceil(part * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)] / 1e6;
    }
}
