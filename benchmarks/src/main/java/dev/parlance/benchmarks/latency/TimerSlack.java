package dev.parlance.benchmarks.latency;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Waiting for a moment to a few microseconds. */
final class TimerSlack {
    private TimerSlack() {}

    /** Has the kernel wake this thread when it asked for, and not up to 50 µs later so that several wake together (proc_pid_timerslack_ns(5)). */
    static void none() {
        try {
            Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
            Files.writeString(Path.of("/proc/" + thread + "/timerslack_ns"), "1", StandardCharsets.US_ASCII);
        } catch (IOException unable) {
            // Then all of them wake a little later, which adds the same to both sides of the comparison.
        }
    }

    /** Returns at that time of {@link System#nanoTime}, or at once when it is past. */
    static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
