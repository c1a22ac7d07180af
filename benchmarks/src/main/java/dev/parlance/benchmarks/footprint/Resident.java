package dev.parlance.benchmarks.footprint;

import dev.parlance.benchmarks.proxy.Child;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/** The memory of a process (VmRSS), in units of 1024 bytes, when it has come to rest. */
final class Resident {
    private static final long BETWEEN_LOOKS = 250_000_000;
    private static final int LOOKS_AT_REST = 8;
    private static final int LOOKS_AT_MOST = 60;
    private static final long STILL_REST = 256;

    private Resident() {}

    /** Returns when it has hardly changed for two seconds, or after fifteen. */
    static long kilobytes(Child child) throws IOException {
        Deque<Long> latest = new ArrayDeque<>();
        long now = 0;
        for (int look = 0; look < LOOKS_AT_MOST; look++) {
            now = child.residentKilobytes();
            latest.addLast(now);
            if (latest.size() > LOOKS_AT_REST) {
                latest.removeFirst();
                if (Collections.max(latest) - Collections.min(latest) <= Math.max(STILL_REST, now / 200)) {
                    return now;
                }
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        return now;
    }
}
