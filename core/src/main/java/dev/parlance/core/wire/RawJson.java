package dev.parlance.core.wire;

import dev.parlance.core.wire.JsonValue.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * JSON text kept as UTF-8 bytes and passed on unread: tool schemas, tool arguments, members that Parlance does not define. Immutable and
 * thread-safe. Equality is by bytes, with JSON equality as the fallback.
 */
public final class RawJson {
    private static final byte[] SPACE = {' '};

    /** The empty object. */
    public static final RawJson EMPTY_OBJECT = new RawJson(new byte[] {'{', '}'}, JsonObject.EMPTY);

    /** Null until somebody wants the bytes of a tree: most trees go no further. */
    private volatile byte @Nullable [] bytes;

    /** The tree it was written from, when it was; saves reading it back. */
    private final @Nullable JsonValue source;

    private RawJson(byte @Nullable [] bytes, @Nullable JsonValue source) {
        this.bytes = bytes;
        this.source = source;
    }

    /** Takes text that may or may not be JSON, as models write it; {@link #value} tells. */
    public static RawJson ofText(String text) {
        return new RawJson(text.getBytes(StandardCharsets.UTF_8), null);
    }

    /** Keeps the value as compact JSON. */
    public static RawJson of(JsonValue value) {
        return new RawJson(null, value);
    }

    /** Takes over JSON as bytes that nobody else will change; they are neither read nor copied. */
    public static RawJson ofTrusted(byte[] bytes) {
        return new RawJson(bytes, null);
    }

    private byte[] written() {
        byte[] known = bytes;
        if (known == null) {
            known = JsonWriter.bytes(Objects.requireNonNull(source));
            bytes = known;
        }
        return known;
    }

    /** The text. */
    public String text() {
        return new String(written(), StandardCharsets.UTF_8);
    }

    /** Length in bytes. */
    public int length() {
        return written().length;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return written().clone();
    }

    /** The bytes themselves, to be read only. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(written()).asReadOnlyBuffer();
    }

    /** The value as a tree. @throws MalformedJson when the text is not JSON */
    public JsonValue value() {
        return source == null ? Json.parse(written()) : source;
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
        byte[] bytes = written();
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
        if (Arrays.equals(written(), raw.written())) {
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
            return Arrays.hashCode(written());
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
