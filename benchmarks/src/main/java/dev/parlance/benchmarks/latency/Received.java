package dev.parlance.benchmarks.latency;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * One HTTP/1.1 message as it comes in, chunk frames included. Just enough for a peer that waits for the answer before it says more: the message
 * ends where the bytes end. Not thread-safe.
 */
final class Received {
    private static final byte[] HEAD_END = ascii("\r\n\r\n");
    private static final byte[] LAST_CHUNK = ascii("\r\n0\r\n\r\n");
    private static final int UNKNOWN = -1;

    private byte[] buffer = new byte[16 << 10];
    private int length;
    private int headLength = UNKNOWN;
    private int wholeLength = UNKNOWN;

    /** Before the next message. */
    void clear() {
        length = 0;
        headLength = UNKNOWN;
        wholeLength = UNKNOWN;
    }

    /** Reads once from there; false at the end. */
    boolean read(InputStream in) throws IOException {
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int count = in.read(buffer, length, buffer.length - length);
        length += Math.max(count, 0);
        return count >= 0;
    }

    boolean isEmpty() {
        return length == 0;
    }

    boolean isWhole() {
        if (headLength == UNKNOWN && !readHead()) {
            return false;
        }
        return wholeLength == UNKNOWN ? endsWith(LAST_CHUNK) : length >= wholeLength;
    }

    private boolean readHead() {
        int end = indexOf(HEAD_END, 0);
        if (end < 0) {
            return false;
        }
        headLength = end + HEAD_END.length;
        String head = new String(buffer, 0, headLength, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int field = head.indexOf("\r\ncontent-length:");
        if (field >= 0) {
            int from = field + "\r\ncontent-length:".length();
            wholeLength = headLength
                    + Integer.parseInt(
                            head.substring(from, head.indexOf('\r', from)).strip());
        } else if (!head.contains("\r\ntransfer-encoding: chunked")) {
            wholeLength = headLength;
        }
        return true;
    }

    /** The status, when the message is an answer. */
    int status() {
        return Integer.parseInt(new String(buffer, 9, 3, StandardCharsets.US_ASCII));
    }

    /** Where these bytes begin at or after that place, or less than 0. */
    int indexOf(byte[] words, int from) {
        for (int start = from; start <= length - words.length; start++) {
            if (buffer[start] == words[0] && matches(words, start)) {
                return start;
            }
        }
        return -1;
    }

    boolean contains(byte[] words) {
        return indexOf(words, 0) >= 0;
    }

    int length() {
        return length;
    }

    byte at(int index) {
        return buffer[index];
    }

    /** All of it. */
    String text() {
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }

    private boolean endsWith(byte[] words) {
        return length >= words.length && matches(words, length - words.length);
    }

    private boolean matches(byte[] words, int start) {
        return Arrays.equals(buffer, start, start + words.length, words, 0, words.length);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
