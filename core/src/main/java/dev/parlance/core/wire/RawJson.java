package dev.parlance.core.wire;

import dev.parlance.core.wire.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * JSON text kept as UTF-8 bytes and passed on unread: tool schemas, tool arguments, members that Parlance does not define. Immutable and
 * thread-safe. Equality is by bytes, with JSON equality as the fallback.
 */
public final class RawJson {
    private static final byte[] SPACE = {' '};

    /** The empty object. */
    public static final RawJson EMPTY_OBJECT = new RawJson(new byte[] {'{', '}'}, JsonObject.EMPTY);

    private final byte[] bytes;

    /** The tree it was written from, when it was; saves reading it back. */
    private final @Nullable JsonValue source;

    private RawJson(byte[] bytes, @Nullable JsonValue source) {
        this.bytes = bytes;
        this.source = source;
    }

    /** Takes text that may or may not be JSON, as models write it; {@link #value} tells. */
    public static RawJson ofText(String text) {
        return new RawJson(text.getBytes(StandardCharsets.UTF_8), null);
    }

    /** Keeps the value as compact JSON. */
    public static RawJson of(JsonValue value) {
        return new RawJson(JsonWriter.bytes(value), value);
    }

    /** Takes over bytes that nobody else will change. */
    static RawJson ofTrusted(byte[] bytes) {
        return new RawJson(bytes, null);
    }

    /** The text. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Length in bytes. */
    public int length() {
        return bytes.length;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The value as a tree. @throws MalformedJson when the text is not JSON */
    public JsonValue value() {
        return source == null ? Json.parse(bytes) : source;
    }

    /** The value, or null when the text is no JSON or holds a number beyond reason; never an error. */
    public @Nullable JsonValue valueOrNull() {
        try {
            return value();
        } catch (MalformedJson notJson) {
            return null;
        }
    }

    /** The value, or the text of what should have been JSON as a string; for showing. */
    public JsonValue valueOrText() {
        JsonValue value = valueOrNull();
        return value == null ? JsonValue.of(text()) : value;
    }

    /** The value when the text is a JSON object, else null; never an error. */
    public @Nullable JsonObject objectOrNull() {
        return valueOrNull() instanceof JsonObject object ? object : null;
    }

    /** On one line: between tokens a line break says nothing, and in an event stream it would end the event. */
    void appendTo(JsonWriter writer) {
        int from = 0;
        for (int index = 0; index < bytes.length; index++) {
            if (bytes[index] == '\n' || bytes[index] == '\r') {
                writer.rawBytes(bytes, from, index - from);
                writer.rawBytes(SPACE, 0, 1);
                from = index + 1;
            }
        }
        writer.rawBytes(bytes, from, bytes.length - from);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof RawJson raw)) {
            return false;
        }
        if (Arrays.equals(bytes, raw.bytes)) {
            return true;
        }
        try {
            return value().equals(raw.value());
        } catch (MalformedJson notJson) {
            return false;
        }
    }

    @Override
    public int hashCode() {
        try {
            return value().hashCode();
        } catch (MalformedJson notJson) {
            return Arrays.hashCode(bytes);
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
