package dev.parlance.core.wire;

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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads one JSON document from bytes, forwards only. It always stands on a value; {@link #nextMember} and {@link #nextElement} step through
 * objects and arrays, and each value is read, skipped or kept raw before the next step.
 *
 * <p>All faults are {@link MalformedJson} with line and column. Nesting is limited to 500 levels. Not thread-safe.
 */
public final class JsonReader implements AutoCloseable {
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxStringLength(Integer.MAX_VALUE)
            .maxNestingDepth(500)
            .build();
    private static final JsonFactory STRICT =
            JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build();
    private static final JsonFactory WITH_COMMENTS = JsonFactory.builder()
            .streamReadConstraints(CONSTRAINTS)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();

    /** Counted with the {@code e} and the sign. */
    private static final int LONGEST_EXPONENT = 10;

    private static final Pattern LIBRARY_HINT = Pattern.compile(
            ":? *\\(?(?:enable|not recognized as one since) .*|: maybe a \\(non-standard\\) comment\\?.*",
            Pattern.DOTALL);

    private final byte[] bytes;
    private final int offset;
    private final JsonParser parser;
    private final boolean refuseDuplicates;

    private JsonReader(JsonFactory factory, byte[] bytes, int offset, int length, boolean refuseDuplicates) {
        this.bytes = bytes;
        this.offset = offset;
        this.refuseDuplicates = refuseDuplicates;
        checkUtf8(bytes, offset, length);
        try {
            this.parser = factory.createParser(ObjectReadContext.empty(), bytes, offset, length);
            if (parser.nextToken() == null) {
                throw new MalformedJson("There is no JSON here: the text is empty", 0, 0);
            }
        } catch (JacksonException fault) {
            throw malformed(fault);
        }
    }

    /** Reads a document; of two members with one name the later counts where a tree is built. */
    public static JsonReader of(byte[] bytes, int offset, int length) {
        return new JsonReader(STRICT, bytes, offset, length, false);
    }

    /** Reads a document in which {@code //} and {@code /* *}{@code /} comments are allowed and doubled names are a fault. */
    static JsonReader ofCommented(byte[] bytes) {
        return new JsonReader(WITH_COMMENTS, bytes, 0, bytes.length, true);
    }

    /** Steps to the next member of the object whose opening or last value was read; null at its end. Then stands on the member's value. */
    public @Nullable String nextMember() {
        try {
            String name = parser.nextName();
            if (name == null) {
                return null;
            }
            parser.nextToken();
            return name;
        } catch (JacksonException fault) {
            throw malformed(fault);
        }
    }

    /** Steps to the next element of the array; false at its end. */
    public boolean nextElement() {
        try {
            JsonToken token = parser.nextToken();
            return token != JsonToken.END_ARRAY && token != null;
        } catch (JacksonException fault) {
            throw malformed(fault);
        }
    }

    /** Whether the reader stands on an object. */
    public boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    /** Whether the reader stands on an array. */
    public boolean isArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    /** Whether the reader stands on a string. */
    public boolean isString() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    /** Whether the reader stands on a number. */
    public boolean isNumber() {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                || parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT;
    }

    /** Whether the reader stands on {@code true} or {@code false}. */
    public boolean isBoolean() {
        return parser.currentToken() == JsonToken.VALUE_TRUE || parser.currentToken() == JsonToken.VALUE_FALSE;
    }

    /** Whether the reader stands on {@code null}. */
    public boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** The string the reader stands on. */
    public String string() {
        if (!isString()) {
            throw expected("a string");
        }
        try {
            return parser.getString();
        } catch (JacksonException fault) {
            throw malformed(fault);
        }
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
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    /** The number the reader stands on, with its digits as written. */
    public JsonNumber number() {
        if (!isNumber()) {
            throw expected("a number");
        }
        try {
            return digits();
        } catch (JacksonException fault) {
            throw malformed(fault);
        }
    }

    /** The whole number, or the given value when something else stands here (which is skipped). */
    public long longOr(long otherwise) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            try {
                return parser.getLongValue();
            } catch (JacksonException outOfRange) {
                return otherwise;
            }
        }
        skip();
        return otherwise;
    }

    /** Passes over the value, whatever it is. */
    public void skip() {
        try {
            parser.skipChildren();
        } catch (JacksonException fault) {
            throw malformed(fault);
        }
    }

    /** Passes over the value and keeps its bytes as they stand. */
    public RawJson raw() {
        try {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            if (isObject() || isArray()) {
                parser.skipChildren();
            } else {
                parser.finishToken();
            }
            int end = (int) parser.currentLocation().getByteOffset();
            if (isNumber()) {
                end = start + parser.getString().length();
            }
            return RawJson.ofTrusted(Arrays.copyOfRange(bytes, offset + start, offset + end));
        } catch (JacksonException fault) {
            throw malformed(fault);
        }
    }

    /** The value as a tree. */
    public JsonValue value() {
        try {
            return tree();
        } catch (JacksonException fault) {
            throw malformed(fault);
        }
    }

    /** Checks that nothing but white space follows the document. */
    public void end() {
        try {
            if (parser.nextToken() != null) {
                throw expected("the end of the JSON");
            }
        } catch (JacksonException fault) {
            throw malformed(fault);
        }
    }

    /** The fault of finding something else than was expected, with place and what stands there. */
    public MalformedJson expected(String what) {
        TokenStreamLocation location = parser.currentTokenLocation();
        String place = parser.streamReadContext().pathAsPointer().toString();
        return new MalformedJson(
                (place.isEmpty() ? "Expected " : place + " must be ") + what + ", but found " + found(),
                location.getLineNr(),
                location.getColumnNr());
    }

    @Override
    public void close() {
        parser.close();
    }

    private String found() {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return "the end";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "something else";
        };
    }

    private JsonValue tree() {
        if (isObject()) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
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
            return new JsonString(parser.getString());
        }
        if (isNumber()) {
            return digits();
        }
        return isNull() ? JsonNull.NULL : new JsonBoolean(bool());
    }

    /** Longer exponents are beyond what a decimal number can hold, and no value of ours needs them. */
    private JsonNumber digits() {
        String literal = parser.getString();
        int exponent = Math.max(literal.indexOf('e'), literal.indexOf('E'));
        if (exponent >= 0 && literal.length() - exponent > LONGEST_EXPONENT) {
            throw expected("a number with a shorter exponent");
        }
        return new JsonNumber(literal);
    }

    /** The JSON library would read UTF-16 and UTF-32 too, but then its byte offsets are none, and what is passed on raw must be UTF-8. */
    private static void checkUtf8(byte[] bytes, int offset, int length) {
        for (int index = 0; index < Math.min(length, 4); index++) {
            byte start = bytes[offset + index];
            if (start == 0 || start == (byte) 0xfe || start == (byte) 0xff) {
                throw new MalformedJson("This is not JSON in UTF-8", 1, index + 1);
            }
        }
    }

    private static MalformedJson malformed(JacksonException fault) {
        TokenStreamLocation location = fault.getLocation();
        // The library adds hints about its own switches, which nobody outside can turn.
        String reason = LIBRARY_HINT.matcher(fault.getOriginalMessage()).replaceAll("");
        int line = location == null ? 0 : location.getLineNr();
        int column = location == null ? 0 : location.getColumnNr();
        return new MalformedJson("This is not valid JSON: " + reason, Math.max(line, 0), Math.max(column, 0));
    }
}
