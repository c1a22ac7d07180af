package dev.parlance.dialects.gemini;

import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.wire.MalformedJson;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells by its first bytes what a body is: server-sent events, a stream written as a JSON array, or one plain body, which is kept until it
 * has ended. The content type decides only where the bytes do not. Not thread-safe.
 */
final class BodyForm {
    private static final int LIMIT = 256 * 1024 * 1024;

    /** A byte order mark, which may come in pieces like all else. */
    private static final String MARK = "\u00ef\u00bb\u00bf";

    private static final String[] FIELDS = {"data:", "event:", "id:", "retry:", ":"};

    /** What a body can be. */
    enum Form {
        EVENTS,
        ARRAY,
        PLAIN
    }

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private @Nullable Form form;

    /** The bytes to read as a stream, or null when they are held back or kept. */
    @Nullable
    ByteBuffer accept(ByteBuffer bytes, ResponseHead head) {
        if (form == Form.EVENTS || form == Form.ARRAY) {
            return bytes;
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        held.writeBytes(copy);
        if (held.size() > LIMIT) {
            throw new MalformedJson("The body is larger than " + LIMIT + " bytes", 0, 0);
        }
        if (form == null) {
            form = decide(head);
        }
        if (form == null || form == Form.PLAIN) {
            return null;
        }
        ByteBuffer all = ByteBuffer.wrap(held.toByteArray());
        held.reset();
        return all;
    }

    /** What the body is, as far as its bytes have told; one that never told is plain. */
    Form form() {
        return form == null ? Form.PLAIN : form;
    }

    /** What a body was that has ended: of one that never told, the content type counts. */
    Form form(ResponseHead head) {
        return form == null && isDeclared(head) ? Form.EVENTS : form();
    }

    byte[] body() {
        return held.toByteArray();
    }

    private @Nullable Form decide(ResponseHead head) {
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
        if (rest.charAt(0) == '[') {
            // An error body may be wrapped in an array too.
            return head.status() < 400 ? Form.ARRAY : Form.PLAIN;
        }
        for (String field : FIELDS) {
            if (rest.startsWith(field)) {
                return Form.EVENTS;
            }
            if (field.startsWith(rest)) {
                return null;
            }
        }
        return isDeclared(head) && rest.charAt(0) != '{' ? Form.EVENTS : Form.PLAIN;
    }

    private static boolean isDeclared(ResponseHead head) {
        String type = head.header("content-type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream") && head.status() < 400;
    }
}
