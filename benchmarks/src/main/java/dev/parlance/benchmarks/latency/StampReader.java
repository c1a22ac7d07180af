package dev.parlance.benchmarks.latency;

import java.io.IOException;
import java.util.Arrays;

/** Reads the stamps of one client's streams and when they came. Not thread-safe. */
final class StampReader implements Wire.Arrival {
    /** Chunks that come within so little time come together, in one read or in two in a row. */
    private static final long TOGETHER_NANOS = 300_000;

    /** Chunks that left with more than this between them had no reason to come together. */
    private static final long APART_NANOS = 2_000_000;

    private final String who;
    private long[] delays = new long[1024];
    private int count;
    private int glued;
    private int position;
    private int ofThisStream;
    private long lastStamp;
    private long lastArrival;

    StampReader(String who) {
        this.who = who;
    }

    /** Before the next stream. */
    void begin() {
        position = 0;
        ofThisStream = 0;
    }

    /** After a stream: all its stamps must have come, in their order. */
    void end() throws IOException {
        if (ofThisStream != StampingUpstream.STAMPS) {
            throw new IOException(who + " brought " + ofThisStream + " of " + StampingUpstream.STAMPS
                    + " stamped chunks whole and in their order");
        }
    }

    @Override
    public void arrived(Received answer, long time) {
        int at = position;
        while (at < answer.length()) {
            if (answer.at(at) != '@') {
                at++;
                position = at;
                continue;
            }
            long stamp = 0;
            int digit = at + 1;
            while (digit < answer.length() && answer.at(digit) >= '0' && answer.at(digit) <= '9') {
                stamp = stamp * 10 + answer.at(digit) - '0';
                digit++;
            }
            if (digit == answer.length()) {
                return;
            }
            stamped(stamp, time);
            at = digit;
            position = at;
        }
    }

    private void stamped(long stamp, long time) {
        if (ofThisStream > 0 && stamp <= lastStamp) {
            return;
        }
        if (ofThisStream > 0 && time - lastArrival < TOGETHER_NANOS && stamp - lastStamp > APART_NANOS) {
            glued++;
        }
        if (count == delays.length) {
            delays = Arrays.copyOf(delays, count * 2);
        }
        delays[count++] = time - stamp;
        ofThisStream++;
        lastStamp = stamp;
        lastArrival = time;
    }

    long[] delays() {
        return Arrays.copyOf(delays, count);
    }

    int glued() {
        return glued;
    }
}
