package dev.parlance.core.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events from bytes, however they are cut: CR, LF and CRLF line ends, comments, several data lines in one event. Source:
 * the event stream section of the HTML standard; unlike it, an event that the end of the stream cuts short is still handed over, marked as
 * such. Fields other than {@code event} and {@code data} are ignored. Not thread-safe.
 */
public final class SseReader {
    private static final int LIMIT = 256 * 1024 * 1024;
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};
    private static final int FIRST_ROOM = 512;
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final Sink sink;
    // Made when something is held: an answer in one piece is read by another reader.
    private byte[] line = NOTHING;
    private int lineLength;
    private byte[] data = NOTHING;
    private int dataLength;
    private boolean hasData;
    private @Nullable String name;
    private boolean afterReturn;
    private boolean first = true;

    /** Takes the events. */
    public interface Sink {
        /**
         * One event with data.
         *
         * @param name the event's name, or null for none
         * @param buffer holds the data until the call returns
         * @param length number of data bytes, from 0
         * @param whole false when the stream ended before the event did
         */
        void event(@Nullable String name, byte[] buffer, int length, boolean whole);
    }

    /** Hands events to that sink. */
    public SseReader(Sink sink) {
        this.sink = sink;
    }

    /**
     * Takes more bytes; reads the buffer to its limit.
     *
     * @throws MalformedJson when one event grows beyond 256 MiB
     */
    public void feed(ByteBuffer bytes) {
        if (bytes.hasArray()) {
            feed(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            bytes.position(bytes.limit());
        } else {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            feed(copy, 0, copy.length);
        }
    }

    /** The stream has ended: what is pending is handed over as not whole. */
    public void end() {
        if (lineLength > 0) {
            takeLine(line, 0, lineLength);
            lineLength = 0;
        }
        dispatch(false);
    }

    private void feed(byte[] source, int offset, int length) {
        int start = offset;
        int end = offset + length;
        if (afterReturn && length > 0) {
            afterReturn = false;
            start += source[start] == '\n' ? 1 : 0;
        }
        for (int index = start; index < end; index++) {
            byte value = source[index];
            if (value != '\n' && value != '\r') {
                continue;
            }
            if (lineLength == 0) {
                takeLine(source, start, index - start);
            } else {
                hold(source, start, index - start);
                takeLine(line, 0, lineLength);
                lineLength = 0;
            }
            if (value == '\r') {
                if (index + 1 == end) {
                    afterReturn = true;
                } else if (source[index + 1] == '\n') {
                    index++;
                }
            }
            start = index + 1;
        }
        hold(source, start, end - start);
    }

    private void hold(byte[] source, int offset, int length) {
        line = room(line, lineLength, length);
        System.arraycopy(source, offset, line, lineLength, length);
        lineLength += length;
    }

    private void takeLine(byte[] source, int from, int count) {
        int offset = from;
        int length = count;
        if (first) {
            first = false;
            if (length >= 3 && Arrays.equals(source, offset, offset + 3, MARK, 0, 3)) {
                offset += 3;
                length -= 3;
            }
        }
        if (length == 0) {
            dispatch(true);
            return;
        }
        int colon = offset;
        while (colon < offset + length && source[colon] != ':') {
            colon++;
        }
        int value = Math.min(colon + 1, offset + length);
        if (value < offset + length && source[value] == ' ') {
            value++;
        }
        if (Arrays.equals(source, offset, colon, DATA, 0, DATA.length)) {
            addData(source, value, offset + length - value);
        } else if (Arrays.equals(source, offset, colon, EVENT, 0, EVENT.length)) {
            name = new String(source, value, offset + length - value, StandardCharsets.UTF_8);
        }
    }

    private void addData(byte[] source, int offset, int length) {
        data = room(data, dataLength, length + 1);
        if (hasData) {
            data[dataLength++] = '\n';
        }
        hasData = true;
        System.arraycopy(source, offset, data, dataLength, length);
        dataLength += length;
    }

    private void dispatch(boolean whole) {
        if (hasData) {
            sink.event(name, data, dataLength, whole);
        }
        hasData = false;
        dataLength = 0;
        name = null;
    }

    private static byte[] room(byte[] buffer, int used, int more) {
        int needed = Math.addExact(used, more);
        if (needed > LIMIT) {
            throw new MalformedJson("One event of the stream is larger than " + LIMIT + " bytes", 0, 0);
        }
        return needed <= buffer.length
                ? buffer
                : Arrays.copyOf(buffer, Math.max(FIRST_ROOM, Math.max(needed, buffer.length * 2)));
    }
}
