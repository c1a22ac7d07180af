package dev.parlance.core.wire;

import dev.parlance.core.wire.JsonScanner.Token;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON document from bytes, forwards only. It always stands on a value; {@link #nextMember} and {@link #nextElement} step through
 * objects and arrays, and each value is read, skipped or kept raw before the next step.
 *
 * <p>All faults are {@link MalformedJson} with line and column. Nesting is limited to 500 levels. Not thread-safe.
 */
public final class JsonReader implements AutoCloseable {
    /** Counted with the {@code e} and the sign. */
    private static final int LONGEST_EXPONENT = 10;

    /** Members that the reader gives away for good, so that they need no copy. */
    static final class OwnMembers extends LinkedHashMap<String, JsonValue> {
        private static final long serialVersionUID = 1L;

        // Most objects are small, and many are read.
        OwnMembers() {
            super(8);
        }
    }

    private final byte[] bytes;
    private final JsonScanner scanner;
    private final boolean refuseDuplicates;

    private JsonReader(byte[] bytes, int offset, int length, boolean ofPeople) {
        this.bytes = bytes;
        this.refuseDuplicates = ofPeople;
        checkUtf8(bytes, offset, length);
        this.scanner = new JsonScanner(bytes, offset, length, ofPeople);
        if (scanner.next() == Token.END) {
            throw new MalformedJson("There is no JSON here: the text is empty", 0, 0);
        }
    }

    /** Reads a document; of two members with one name the later counts where a tree is built. */
    public static JsonReader of(byte[] bytes, int offset, int length) {
        return new JsonReader(bytes, offset, length, false);
    }

    /** Reads a document in which {@code //} and {@code /* *}{@code /} comments are allowed and doubled names are a fault. */
    static JsonReader ofCommented(byte[] bytes) {
        return new JsonReader(bytes, 0, bytes.length, true);
    }

    /** Steps to the next member of the object whose opening or last value was read; null at its end. Then stands on the member's value. */
    public @Nullable String nextMember() {
        String name = scanner.nextName();
        if (name == null) {
            return null;
        }
        scanner.next();
        return name;
    }

    /** Steps to the next element of the array; false at its end. */
    public boolean nextElement() {
        Token token = scanner.next();
        return token != Token.END_ARRAY && token != Token.END;
    }

    /** Whether the reader stands on an object. */
    public boolean isObject() {
        return scanner.token() == Token.OBJECT;
    }

    /** Whether the reader stands on an array. */
    public boolean isArray() {
        return scanner.token() == Token.ARRAY;
    }

    /** Whether the reader stands on a string. */
    public boolean isString() {
        return scanner.token() == Token.STRING;
    }

    /** Whether the reader stands on a number. */
    public boolean isNumber() {
        return scanner.token() == Token.WHOLE_NUMBER || scanner.token() == Token.NUMBER;
    }

    /** Whether the reader stands on {@code true} or {@code false}. */
    public boolean isBoolean() {
        return scanner.token() == Token.TRUE || scanner.token() == Token.FALSE;
    }

    /** Whether the reader stands on {@code null}. */
    public boolean isNull() {
        return scanner.token() == Token.NULL;
    }

    /** The string the reader stands on. */
    public String string() {
        if (!isString()) {
            throw expected("a string");
        }
        return scanner.string();
    }

    /** The string, or null when something else stands here (which is skipped). */
    public @Nullable String stringOrNull() {
        if (isString()) {
            return string();
        }
        skip();
        return null;
    }

    /** The truth value the reader stands on. */
    public boolean bool() {
        if (!isBoolean()) {
            throw expected("true or false");
        }
        return scanner.token() == Token.TRUE;
    }

    /** The number the reader stands on, with its digits as written. */
    public JsonNumber number() {
        if (!isNumber()) {
            throw expected("a number");
        }
        return digits();
    }

    /** The whole number, or the given value when something else stands here (which is skipped). */
    public long longOr(long otherwise) {
        if (scanner.token() == Token.WHOLE_NUMBER) {
            return scanner.longOr(otherwise);
        }
        skip();
        return otherwise;
    }

    /** Passes over the value, whatever it is. */
    public void skip() {
        scanner.skip();
    }

    /** Passes over the value and keeps its bytes as they stand. */
    public RawJson raw() {
        int start = scanner.start();
        scanner.skip();
        return RawJson.ofTrusted(Arrays.copyOfRange(bytes, start, scanner.finish()));
    }

    /** The value as a tree. */
    public JsonValue value() {
        return tree();
    }

    /** Checks that nothing but white space follows the document. */
    public void end() {
        if (scanner.next() != Token.END) {
            throw expected("the end of the JSON");
        }
    }

    /** The fault of finding something else than was expected, with place and what stands there. */
    public MalformedJson expected(String what) {
        return scanner.expected(what, found());
    }

    /** Nothing is held; callers close it all the same, so that one that holds something can take its place. */
    @Override
    public void close() {}

    private String found() {
        return switch (scanner.token()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a string";
            case WHOLE_NUMBER, NUMBER -> "a number";
            case TRUE, FALSE -> "true or false";
            case NULL -> "null";
            case END_OBJECT, END_ARRAY, NAME -> "something else";
            case END -> "the end";
        };
    }

    private JsonValue tree() {
        if (isObject()) {
            Map<String, JsonValue> members = new OwnMembers();
            for (String name = nextMember(); name != null; name = nextMember()) {
                if (members.put(name, tree()) != null && refuseDuplicates) {
                    throw expected("a name that has not been used in this object (\"" + name + "\" stands twice)");
                }
            }
            return new JsonObject(members);
        }
        if (isArray()) {
            List<JsonValue> elements = new ArrayList<>();
            while (nextElement()) {
                elements.add(tree());
            }
            return new JsonArray(elements);
        }
        if (isString()) {
            return new JsonString(scanner.string());
        }
        if (isNumber()) {
            return digits();
        }
        return isNull() ? JsonNull.NULL : new JsonBoolean(bool());
    }

    /** Longer exponents are beyond what a decimal number can hold, and no value of ours needs them. */
    private JsonNumber digits() {
        String literal = scanner.literal();
        int exponent = Math.max(literal.indexOf('e'), literal.indexOf('E'));
        if (exponent >= 0 && literal.length() - exponent > LONGEST_EXPONENT) {
            throw expected("a number with a shorter exponent");
        }
        return new JsonNumber(literal);
    }

    /** JSON in UTF-16 or UTF-32 is none here: what is passed on raw must be UTF-8. */
    private static void checkUtf8(byte[] bytes, int offset, int length) {
        for (int index = 0; index < Math.min(length, 4); index++) {
            byte start = bytes[offset + index];
            if (start == 0 || start == (byte) 0xfe || start == (byte) 0xff) {
                throw new MalformedJson("This is not JSON in UTF-8", 1, index + 1);
            }
        }
    }
}
