package dev.parlance.core.raw;

import java.util.List;

/** A body in pieces, most of them the client's own bytes. Nobody may change those until it is sent. */
public record RawBody(List<Slice> slices) {
    /** Bytes from one place to before another. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared: it lives until it is sent.
    public record Slice(byte[] bytes, int from, int to) {
        /** How many. */
        public int length() {
            return to - from;
        }
    }

    public RawBody {
        slices = List.copyOf(slices);
    }

    /** How many bytes in all. */
    public int length() {
        int length = 0;
        for (Slice slice : slices) {
            length += slice.length();
        }
        return length;
    }

    /** The pieces as one. */
    public byte[] joined() {
        byte[] all = new byte[length()];
        int at = 0;
        for (Slice slice : slices) {
            System.arraycopy(slice.bytes(), slice.from(), all, at, slice.length());
            at += slice.length();
        }
        return all;
    }
}
