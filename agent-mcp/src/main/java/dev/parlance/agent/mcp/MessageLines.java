package dev.parlance.agent.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a stream as bytes, up to {@link #LONGEST}. */
final class MessageLines implements AutoCloseable {
    /** The longest message taken, in bytes: a server must not be able to fill the memory. */
    static final int LONGEST = 64 * 1024 * 1024;

    private final InputStream stream;
    private final byte[] piece = new byte[64 * 1024];
    private int at;
    private int end;

    MessageLines(InputStream stream) {
        this.stream = stream;
    }

    /** The next line without its end, or null at the end of the stream; what follows the last line end is none. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            for (int from = at; at < end; at++) {
                if (piece[at] == '\n') {
                    line.write(piece, from, at++ - from);
                    return line.toByteArray();
                }
                if (at == end - 1) {
                    line.write(piece, from, end - from);
                }
            }
            if (line.size() > LONGEST) {
                throw new IOException("It sent a message of more than " + LONGEST / 1024 / 1024 + " MB.");
            }
            at = 0;
            end = stream.read(piece);
            if (end < 0) {
                end = 0;
                return null;
            }
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
