package dev.parlance.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads HTTP/1.1 messages from one connection, requests or answers, and counts the reads that it took. Just enough for a peer that is known:
 * bodies have a length or are chunked. Not thread-safe.
 */
final class MessageReader {
    private final InputStream in;
    private final byte[] buffer = new byte[256 << 10];
    private int position;
    private int limit;
    private byte[] body = new byte[64 << 10];
    private int bodyLength;
    private int reads;
    private String head = "";

    MessageReader(InputStream in) {
        this.in = in;
    }

    /** Reads one whole message; false when the other side is done. */
    boolean next() throws IOException {
        reads = 0;
        bodyLength = 0;
        if (position == limit && !fill()) {
            return false;
        }
        head = head();
        String lower = head.toLowerCase(Locale.ROOT);
        int length = lower.indexOf("\r\ncontent-length:");
        if (length >= 0) {
            int from = length + "\r\ncontent-length:".length();
            take(Integer.parseInt(
                    lower.substring(from, lower.indexOf('\r', from)).strip()));
        } else if (lower.contains("\r\ntransfer-encoding: chunked")) {
            chunks();
        } else {
            throw new IOException("Neither content-length nor chunked: " + head);
        }
        return true;
    }

    /** The first line and the headers of the message. */
    String messageHead() {
        return head;
    }

    /** The status, when the message is an answer. */
    int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    /** The body without chunk frames, up to {@link #bodyLength}; valid until the next message. */
    byte[] body() {
        return body;
    }

    int bodyLength() {
        return bodyLength;
    }

    /** How many reads from the socket the message took. */
    int reads() {
        return reads;
    }

    private String head() throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            String line = line();
            text.append(line).append("\r\n");
            if (line.isEmpty()) {
                return text.toString();
            }
        }
    }

    private void chunks() throws IOException {
        int size;
        do {
            size = Integer.parseInt(line(), 16);
            take(size);
            line();
        } while (size > 0);
    }

    /** A line that may span reads, without its end. */
    private String line() throws IOException {
        int from = position;
        while (true) {
            for (int index = from; index < limit; index++) {
                if (buffer[index] == '\n') {
                    String line = new String(buffer, position, index - 1 - position, StandardCharsets.ISO_8859_1);
                    position = index + 1;
                    return line;
                }
            }
            from = limit - position;
            compact();
            require();
        }
    }

    private void take(int count) throws IOException {
        if (body.length < bodyLength + count) {
            body = Arrays.copyOf(body, Math.max(body.length * 2, bodyLength + count));
        }
        int missing = count;
        while (missing > 0) {
            if (position == limit) {
                require();
            }
            int part = Math.min(missing, limit - position);
            System.arraycopy(buffer, position, body, bodyLength, part);
            position += part;
            bodyLength += part;
            missing -= part;
        }
    }

    private void compact() {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
    }

    private void require() throws IOException {
        if (!fill()) {
            throw new EOFException("The connection was closed within a message");
        }
    }

    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = 0;
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        reads++;
        limit += Math.max(count, 0);
        return count >= 0;
    }
}
