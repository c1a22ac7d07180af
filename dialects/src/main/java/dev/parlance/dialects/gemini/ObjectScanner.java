package dev.parlance.dialects.gemini;

import dev.parlance.core.wire.MalformedJson;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Cuts JSON objects out of bytes, however these are cut themselves. In an array they are its elements. Among server-sent events they are
 * those that begin a line by themselves, outside any event: so Google writes an error into a stream that has begun. Not thread-safe.
 */
final class ObjectScanner {
    private static final int LIMIT = 256 * 1024 * 1024;

    private final boolean amongEvents;
    private final Consumer<byte[]> objects;
    private final ByteArrayOutputStream object = new ByteArrayOutputStream();
    private int depth;
    private boolean quoted;
    private boolean escaped;
    private boolean lineStart = true;
    private boolean closed;

    private ObjectScanner(boolean amongEvents, Consumer<byte[]> objects) {
        this.amongEvents = amongEvents;
        this.objects = objects;
    }

    /** Hands over the elements of an array. */
    static ObjectScanner ofArray(Consumer<byte[]> elements) {
        return new ObjectScanner(false, elements);
    }

    /** Hands over the objects that stand between events. */
    static ObjectScanner amongEvents(Consumer<byte[]> objects) {
        return new ObjectScanner(true, objects);
    }

    /** Takes more bytes and leaves the buffer as it was. @throws MalformedJson when one object grows beyond 256 MiB */
    void feed(ByteBuffer bytes) {
        for (int index = bytes.position(); index < bytes.limit() && !closed; index++) {
            next(bytes.get(index));
        }
    }

    /** Whether the array has ended. */
    boolean closed() {
        return closed;
    }

    private void next(byte value) {
        if (depth > 0) {
            within(value);
            return;
        }
        switch (value) {
            case '\n', '\r' -> lineStart = true;
            case '{' -> {
                if (lineStart || !amongEvents) {
                    within(value);
                }
                lineStart = false;
            }
            case ']' -> {
                closed = !amongEvents;
                lineStart = false;
            }
            default -> lineStart = false;
        }
    }

    private void within(byte value) {
        object.write(value);
        if (object.size() > LIMIT) {
            throw new MalformedJson("One piece of the stream is larger than " + LIMIT + " bytes", 0, 0);
        }
        if (escaped) {
            escaped = false;
        } else if (quoted) {
            escaped = value == '\\';
            quoted = value != '"';
        } else {
            structure(value);
        }
    }

    private void structure(byte value) {
        switch (value) {
            case '"' -> quoted = true;
            case '{', '[' -> depth++;
            case '}', ']' -> depth--;
            default -> {}
        }
        if (depth == 0) {
            byte[] whole = object.toByteArray();
            object.reset();
            objects.accept(whole);
        }
    }
}
