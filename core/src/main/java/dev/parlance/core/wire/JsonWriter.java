package dev.parlance.core.wire;

import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes compact JSON as UTF-8 into a growing buffer that can be used again. It puts the commas itself and trusts the caller to open, name
 * and close in order. Half of a surrogate pair is written as its escape, so that text cut in the middle of a character survives.
 * Not thread-safe.
 */
public final class JsonWriter {
    /** From this many characters on a look at the whole string pays. */
    private static final int LONG = 48;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] buffer;
    private int length;
    private boolean comma;

    /** A writer with room for that many bytes before it grows. */
    public JsonWriter(int capacity) {
        buffer = new byte[Math.max(capacity, 64)];
    }

    static byte[] bytes(JsonValue value) {
        JsonWriter writer = new JsonWriter(room(value));
        writer.value(value);
        return writer.toBytes();
    }

    private static int room(JsonValue value) {
        if (value instanceof JsonString(String text)) {
            return text.length() + 2;
        }
        return value instanceof JsonObject || value instanceof JsonArray ? 256 : 0;
    }

    /** Opens an object. */
    public JsonWriter beginObject() {
        return open('{');
    }

    /** Closes the object. */
    public JsonWriter endObject() {
        return close('}');
    }

    /** Opens an array. */
    public JsonWriter beginArray() {
        return open('[');
    }

    /** Closes the array. */
    public JsonWriter endArray() {
        return close(']');
    }

    /** Writes a member's name; its value follows. */
    public JsonWriter name(String name) {
        separate();
        quoted(name);
        put((byte) ':');
        comma = false;
        return this;
    }

    /** Writes a string. */
    public JsonWriter string(String text) {
        separate();
        quoted(text);
        comma = true;
        return this;
    }

    /** Writes a whole number. */
    public JsonWriter number(long number) {
        return literal(Long.toString(number));
    }

    /** Writes a truth value. */
    public JsonWriter bool(boolean value) {
        return literal(value ? "true" : "false");
    }

    /** Writes {@code null}. */
    public JsonWriter nothing() {
        return literal("null");
    }

    /** Writes JSON as it stands. */
    public JsonWriter raw(RawJson json) {
        separate();
        json.appendTo(this);
        comma = true;
        return this;
    }

    /** Writes a tree. */
    public JsonWriter value(JsonValue value) {
        switch (value) {
            case JsonObject(var members) -> {
                beginObject();
                members.forEach((name, member) -> name(name).value(member));
                endObject();
            }
            case JsonArray(var elements) -> {
                beginArray();
                elements.forEach(this::value);
                endArray();
            }
            case JsonString(String text) -> string(text);
            case JsonNumber(String literal) -> literal(literal);
            case JsonBoolean(boolean truth) -> bool(truth);
            case JsonNull nothing -> nothing();
        }
        return this;
    }

    /** Writes ASCII text beside the JSON, for frames such as {@code data: } and line ends. No comma is put before what follows. */
    public JsonWriter frame(String ascii) {
        int size = ascii.length();
        ensure(size);
        for (int index = 0; index < size; index++) {
            buffer[length++] = (byte) ascii.charAt(index);
        }
        comma = false;
        return this;
    }

    /**
     * Writes bytes that are a piece of JSON already, as they are.
     *
     * @param comma whether what follows in the same object or array needs a comma before it
     */
    public JsonWriter fragment(byte[] fragment, boolean comma) {
        rawBytes(fragment, 0, fragment.length);
        this.comma = comma;
        return this;
    }

    /** Number of bytes written since the last {@link #reset}. */
    public int length() {
        return length;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, length);
    }

    /** What was written, as raw JSON. */
    public RawJson toRawJson() {
        return RawJson.ofTrusted(toBytes());
    }

    /** Forgets what was written and keeps the buffer. */
    public void reset() {
        length = 0;
        comma = false;
    }

    void rawBytes(byte[] source, int from, int count) {
        ensure(count);
        System.arraycopy(source, from, buffer, length, count);
        length += count;
    }

    private JsonWriter open(char bracket) {
        separate();
        put((byte) bracket);
        comma = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        put((byte) bracket);
        comma = true;
        return this;
    }

    private JsonWriter literal(String ascii) {
        separate();
        frame(ascii);
        comma = true;
        return this;
    }

    private void separate() {
        if (comma) {
            put((byte) ',');
        }
    }

    private void put(byte value) {
        ensure(1);
        buffer[length++] = value;
    }

    private void ensure(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(length, more)));
        }
    }

    private void quoted(String text) {
        int size = text.length();
        if (size > LONG && quotedNarrow(text)) {
            return;
        }
        put((byte) '"');
        int index = plain(text, 0, size);
        while (index < size) {
            char character = text.charAt(index++);
            if (character < 0x80) {
                escaped(character);
            } else if (Character.isHighSurrogate(character)
                    && index < size
                    && Character.isLowSurrogate(text.charAt(index))) {
                supplementary(Character.toCodePoint(character, text.charAt(index++)));
            } else {
                encoded(character);
            }
            index = plain(text, index, size);
        }
        put((byte) '"');
    }

    /** One of Latin letters only, which most long ones are: a run of bytes at a time. */
    private boolean quotedNarrow(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int size = bytes.length;
        // Other letters have become question marks.
        if (!text.equals(new String(bytes, StandardCharsets.ISO_8859_1))) {
            return false;
        }
        put((byte) '"');
        int index = 0;
        while (index < size) {
            int plain = PlainBytes.after(bytes, index, size);
            ensure(plain - index);
            System.arraycopy(bytes, index, buffer, length, plain - index);
            length += plain - index;
            index = plain;
            if (index < size) {
                char character = (char) (bytes[index++] & 0xff);
                if (isPlain(character)) {
                    put((byte) character);
                } else if (character < 0x80) {
                    escaped(character);
                } else {
                    encoded(character);
                }
            }
        }
        put((byte) '"');
        return true;
    }

    /** Copies characters that stand for themselves; tells where the first other one is. */
    private int plain(String text, int from, int size) {
        ensure(size - from + 1);
        byte[] target = buffer;
        int end = length;
        int index = from;
        while (index < size) {
            char character = text.charAt(index);
            if (!isPlain(character)) {
                break;
            }
            target[end++] = (byte) character;
            index++;
        }
        length = end;
        return index;
    }

    private static boolean isPlain(char character) {
        return character >= 0x20 && character < 0x7f && character != '"' && character != '\\';
    }

    private void escaped(char character) {
        switch (character) {
            case '"' -> pair('"');
            case '\\' -> pair('\\');
            case '\n' -> pair('n');
            case '\r' -> pair('r');
            case '\t' -> pair('t');
            case '\b' -> pair('b');
            case '\f' -> pair('f');
            case 0x7f -> put((byte) 0x7f);
            default -> unicodeEscape(character);
        }
    }

    private void unicodeEscape(char character) {
        pair('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            put(HEX[character >> shift & 0xf]);
        }
    }

    private void pair(char escape) {
        put((byte) '\\');
        put((byte) escape);
    }

    private void encoded(char character) {
        if (character < 0x800) {
            put((byte) (0xc0 | character >> 6));
            put((byte) (0x80 | character & 0x3f));
        } else if (Character.isSurrogate(character)) {
            unicodeEscape(character);
        } else {
            put((byte) (0xe0 | character >> 12));
            put((byte) (0x80 | character >> 6 & 0x3f));
            put((byte) (0x80 | character & 0x3f));
        }
    }

    private void supplementary(int point) {
        put((byte) (0xf0 | point >> 18));
        put((byte) (0x80 | point >> 12 & 0x3f));
        put((byte) (0x80 | point >> 6 & 0x3f));
        put((byte) (0x80 | point & 0x3f));
    }
}
