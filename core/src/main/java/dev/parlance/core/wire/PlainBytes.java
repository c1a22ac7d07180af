package dev.parlance.core.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes that stand for themselves within a JSON string: ASCII but quotes, backslashes and control characters. */
public final class PlainBytes {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long SLASHES = ONES * '\\';
    private static final long BLANKS = ONES * 0x20;

    private PlainBytes() {}

    /**
     * Passes over them, eight at a time.
     *
     * @return where the first other byte is, or one of the last few before the limit, which are left to the caller
     */
    public static int after(byte[] text, int from, int limit) {
        int at = from;
        while (at + 8 <= limit) {
            long eight = (long) EIGHT.get(text, at);
            long quotes = eight ^ QUOTES;
            long slashes = eight ^ SLASHES;
            // The lowest bit set is exact in each of them: borrows only reach upwards.
            long found =
                    (((quotes - ONES) & ~quotes) | ((slashes - ONES) & ~slashes) | (eight - BLANKS) | eight) & HIGHS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            at += 8;
        }
        return at;
    }
}
