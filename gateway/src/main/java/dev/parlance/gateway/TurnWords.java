package dev.parlance.gateway;

import dev.parlance.core.wire.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one stream has to say at the end of this turn of the event loop. A stream has one only from its first word of a turn to the end of
 * it, so that thousands that wait share a few. Everything happens on the lane's thread.
 */
final class TurnWords {
    private static final int ROOM = 1024;

    private final JsonWriter written = new JsonWriter(ROOM);
    private final ByteArrayOutputStream passed = new ByteArrayOutputStream(ROOM);

    /** Those of one lane that nobody uses just now. */
    static final class Spare {
        /** More streams than this seldom speak within one turn. */
        private static final int MOST = 16;

        /** What has grown larger is not kept. */
        private static final int LARGEST = 8 << 10;

        private final Deque<TurnWords> spare = new ArrayDeque<>();

        /** An empty one, to be {@link #giveBack given back}. */
        TurnWords take() {
            TurnWords known = spare.poll();
            return known == null ? new TurnWords() : known;
        }

        /** All that was said in it; it may not be used any more. */
        byte[] giveBack(TurnWords used) {
            byte[] all = used.all();
            if (all.length <= LARGEST && spare.size() < MOST) {
                spare.push(used);
            }
            return all;
        }
    }

    /** Where events are written. */
    JsonWriter writer() {
        return written;
    }

    /** Takes a copy of bytes that are passed on. */
    void pass(byte[] bytes, int from, int length) {
        passed.write(bytes, from, length);
    }

    /** What was passed on comes first: an error of ours may follow it, and nothing else does. */
    private byte[] all() {
        byte[] own = written.toBytes();
        written.reset();
        if (passed.size() == 0) {
            return own;
        }
        passed.writeBytes(own);
        byte[] all = passed.toByteArray();
        passed.reset();
        return all;
    }
}
