package dev.parlance.dialects.shared;

import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.wire.MalformedJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells a stream of server-sent events from a plain body by its first bytes and keeps a plain one until it has ended. A body that begins
 * with a field of an event stream or a comment is one, whatever the content type says; else the content type decides, but for bodies that
 * begin like JSON. Not thread-safe.
 */
public final class BodyForm {
    private static final int LIMIT = 256 * 1024 * 1024;

    /** A byte order mark, which may come in pieces like all else. */
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private static final String[] FIELDS = {"data:", "event:", "id:", "retry:", ":"};

    private static final byte[] NOTHING = {};

    /** Most bodies come in one piece, and then this is that piece and no more. */
    private byte[] held = NOTHING;

    private int length;
    private @Nullable Boolean stream;

    /**
     * The bytes to read as a stream, or null when they are held back or kept.
     *
     * @throws MalformedJson when a plain body grows beyond 256 MiB
     */
    public @Nullable ByteBuffer accept(ByteBuffer bytes, ResponseHead head) {
        if (Boolean.TRUE.equals(stream)) {
            return bytes;
        }
        hold(bytes);
        if (stream == null) {
            stream = decide(head);
        }
        if (Boolean.TRUE.equals(stream)) {
            ByteBuffer all = ByteBuffer.wrap(held, 0, length);
            held = NOTHING;
            length = 0;
            return all;
        }
        return null;
    }

    private void hold(ByteBuffer bytes) {
        int more = bytes.remaining();
        if ((long) length + more > LIMIT) {
            throw new MalformedJson("The body is larger than " + LIMIT + " bytes", 0, 0);
        }
        if (held.length - length < more) {
            held = Arrays.copyOf(held, length == 0 ? more : Math.max(length + more, Math.min(LIMIT, 2 * length)));
        }
        bytes.get(held, length, more);
        length += more;
    }

    /** Whether it is a stream. */
    public boolean isStream() {
        return Boolean.TRUE.equals(stream);
    }

    /** Whether a body that has ended was one: what was announced as a stream and was cut before its first bytes told is one too. */
    public boolean wasStream(ResponseHead head) {
        return stream == null ? isDeclared(head) : stream;
    }

    /** The plain body so far, to be read only. */
    public byte[] body() {
        return length == held.length ? held : Arrays.copyOf(held, length);
    }

    private @Nullable Boolean decide(ResponseHead head) {
        int marked = Arrays.mismatch(held, 0, length, MARK, 0, MARK.length);
        if (marked == length) {
            return null;
        }
        int from = marked < 0 || marked == MARK.length ? MARK.length : 0;
        while (from < length && Character.isWhitespace(held[from])) {
            from++;
        }
        String rest = new String(held, from, Math.min(length - from, 8), StandardCharsets.ISO_8859_1);
        if (rest.isEmpty()) {
            return null;
        }
        for (String field : FIELDS) {
            if (rest.startsWith(field)) {
                return true;
            }
            if (field.startsWith(rest)) {
                return null;
            }
        }
        return isDeclared(head) && rest.charAt(0) != '{' && rest.charAt(0) != '[';
    }

    private static boolean isDeclared(ResponseHead head) {
        String type = head.header("content-type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream") && head.status() < 400;
    }
}
