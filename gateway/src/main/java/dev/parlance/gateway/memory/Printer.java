package dev.parlance.gateway.memory;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.TreeMap;

/**
 * Takes a {@link Print} of things as clients may write them anew: white space in texts does not count, nor how JSON is laid out. Text may
 * come in any pieces. Used once, not thread-safe.
 */
final class Printer {
    private static final int ROOM = 256;

    private final MessageDigest digest = sha256();
    private final byte[] buffer = new byte[ROOM];
    private int used;
    private long letters;

    /** More of a text. */
    Printer text(CharSequence text) {
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            if (!Character.isWhitespace(letter)) {
                letters++;
                put(letter);
            }
        }
        return this;
    }

    /** How many letters the texts had so far, white space not counted. */
    long letters() {
        return letters;
    }

    /** How many letters of a text count. */
    static long lettersOf(CharSequence text) {
        return text.chars().filter(letter -> !Character.isWhitespace(letter)).count();
    }

    /** A word to the letter, apart from its neighbours. */
    Printer word(String word) {
        put((char) (word.length() >>> Character.SIZE));
        put((char) word.length());
        for (int index = 0; index < word.length(); index++) {
            put(word.charAt(index));
        }
        return this;
    }

    /** A print within a print. */
    Printer add(Print print) {
        for (int shift = Long.SIZE - Character.SIZE; shift >= 0; shift -= Character.SIZE) {
            put((char) (print.high() >>> shift));
            put((char) (print.low() >>> shift));
        }
        return this;
    }

    /** The arguments of a call: as a value where they are JSON, else to the letter. Those of a call without any are the empty object. */
    Printer arguments(RawJson arguments) {
        JsonValue value = arguments.valueOrNull();
        if (value != null) {
            return value(value);
        }
        String text = arguments.text();
        return text.isBlank() ? value(JsonObject.EMPTY) : word("raw").word(text);
    }

    /** The print of all that was taken. */
    Print print() {
        digest.update(buffer, 0, used);
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        return new Print(bytes.getLong(), bytes.getLong());
    }

    private Printer value(JsonValue value) {
        return switch (value) {
            case JsonNull nothing -> word("null");
            case JsonBoolean(boolean truth) -> word(truth ? "true" : "false");
            case JsonString(String text) -> word("string").word(text);
            case JsonNumber number -> number(number.decimal().stripTrailingZeros());
            case JsonArray(List<JsonValue> elements) -> {
                word("array").word(Integer.toString(elements.size()));
                elements.forEach(this::value);
                yield this;
            }
            case JsonObject object -> {
                word("object").word(Integer.toString(object.members().size()));
                new TreeMap<>(object.members())
                        .forEach((name, member) -> word(name).value(member));
                yield this;
            }
        };
    }

    private Printer number(BigDecimal number) {
        return word("number")
                .word(number.unscaledValue().toString(Character.MAX_RADIX))
                .word(Integer.toString(number.scale()));
    }

    private void put(char letter) {
        if (used == ROOM) {
            digest.update(buffer, 0, used);
            used = 0;
        }
        buffer[used++] = (byte) (letter >>> Byte.SIZE);
        buffer[used++] = (byte) letter;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
