package dev.parlance.gateway.soak;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads HTTP/1.1 messages of peers that are known: names of headers are in small letters, bodies have a length or are chunked. Small at
 * first, for there may be ten thousand. Not thread-safe.
 */
final class Wire {
    private static final int AT_FIRST = 1024;

    private final InputStream in;
    private byte[] buffer = new byte[AT_FIRST];
    private int from;
    private int to;
    private String head = "";
    private byte[] body = new byte[0];

    Wire(InputStream in) {
        this.in = in;
    }

    /** Reads one whole message; false when the other side is done. */
    boolean next() throws IOException {
        if (from == to && !fill()) {
            return false;
        }
        int end = headEnd();
        head = new String(buffer, from, end - from, StandardCharsets.ISO_8859_1);
        from = end;
        int length = head.indexOf("\r\ncontent-length: ");
        if (length >= 0) {
            int digits = length + "\r\ncontent-length: ".length();
            body = new byte[Integer.parseInt(head, digits, head.indexOf('\r', digits), 10)];
            take(0, body.length);
        } else if (head.contains("\r\ntransfer-encoding: chunked")) {
            body = chunks();
        } else {
            throw new IOException("Neither content-length nor chunked: " + head);
        }
        return true;
    }

    /** The first line and the headers. */
    String head() {
        return head;
    }

    /** The status, when the message is an answer. */
    int status() {
        return Integer.parseInt(head, 9, 12, 10);
    }

    /** The body without the frames of chunks. */
    byte[] body() {
        return body;
    }

    private int headEnd() throws IOException {
        for (int at = from; ; at++) {
            if (at + 4 > to) {
                int seen = at - from;
                require();
                at = from + seen;
            }
            // A read may have brought less than what is missing.
            if (at + 4 > to) {
                at--;
            } else if (buffer[at] == '\r'
                    && buffer[at + 1] == '\n'
                    && buffer[at + 2] == '\r'
                    && buffer[at + 3] == '\n') {
                return at + 4;
            }
        }
    }

    private byte[] chunks() throws IOException {
        body = new byte[AT_FIRST];
        int length = 0;
        while (true) {
            int size = size();
            if (body.length < length + size) {
                body = Arrays.copyOf(body, Math.max(body.length * 2, length + size));
            }
            take(length, size);
            length += size;
            if (one() != '\r' || one() != '\n') {
                throw new IOException("A chunk is longer than it said");
            }
            if (size == 0) {
                return Arrays.copyOf(body, length);
            }
        }
    }

    private int size() throws IOException {
        int size = 0;
        for (int next = one(); next != '\r'; next = one()) {
            size = size * 16 + Character.digit(next, 16);
        }
        if (one() != '\n') {
            throw new IOException("The size of a chunk has no end");
        }
        return size;
    }

    private int one() throws IOException {
        if (from == to) {
            require();
        }
        return buffer[from++];
    }

    private void take(int at, int count) throws IOException {
        int taken = Math.min(count, to - from);
        System.arraycopy(buffer, from, body, at, taken);
        from += taken;
        if (in.readNBytes(body, at + taken, count - taken) < count - taken) {
            throw new EOFException("The connection was closed within a body");
        }
    }

    private void require() throws IOException {
        if (!fill()) {
            throw new EOFException("The connection was closed within a message");
        }
    }

    /** Reads more behind what is there already. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int count = in.read(buffer, to, buffer.length - to);
        to += Math.max(count, 0);
        return count >= 0;
    }
}
