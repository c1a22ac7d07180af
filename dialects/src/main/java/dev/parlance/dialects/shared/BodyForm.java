package dev.parlance.dialects.shared;

import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.wire.MalformedJson;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
    private static final String MARK = "\u00ef\u00bb\u00bf";

    private static final String[] FIELDS = {"data:", "event:", "id:", "retry:", ":"};

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
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
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        held.writeBytes(copy);
        if (held.size() > LIMIT) {
            throw new MalformedJson("The body is larger than " + LIMIT + " bytes", 0, 0);
        }
        if (stream == null) {
            stream = decide(head);
        }
        if (Boolean.TRUE.equals(stream)) {
            ByteBuffer all = ByteBuffer.wrap(held.toByteArray());
            held.reset();
            return all;
        }
        return null;
    }

    /** Whether it is a stream. */
    public boolean isStream() {
        return Boolean.TRUE.equals(stream);
    }

    /** The plain body so far. */
    public byte[] body() {
        return held.toByteArray();
    }

    private @Nullable Boolean decide(ResponseHead head) {
        String start = held.toString(StandardCharsets.ISO_8859_1);
        if (start.length() < MARK.length() && MARK.startsWith(start)) {
            return null;
        }
        int from = start.startsWith(MARK) ? MARK.length() : 0;
        while (from < start.length() && Character.isWhitespace(start.charAt(from))) {
            from++;
        }
        String rest = start.substring(from, Math.min(start.length(), from + 8));
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
        String type = head.header("content-type");
        boolean declared = type != null && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
        return declared && head.status() < 400 && rest.charAt(0) != '{' && rest.charAt(0) != '[';
    }
}
