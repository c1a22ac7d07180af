package dev.parlance.core.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tokens of JSON in UTF-8, one after the other, and takes a string apart only when somebody wants it. It accepts and refuses what
 * jackson-core does, limits included; a test holds the two against each other.
 */
final class JsonScanner {
    /** What stands at one place. */
    enum Token {
        OBJECT,
        END_OBJECT,
        ARRAY,
        END_ARRAY,
        NAME,
        STRING,
        WHOLE_NUMBER,
        NUMBER,
        TRUE,
        FALSE,
        NULL,
        END
    }

    /** Deeper nesting, longer numbers and longer names are refused. */
    static final int DEEPEST = 500;

    static final int LONGEST_NUMBER = 1000;
    static final int LONGEST_NAME = 50_000;

    private static final int NONE = 0;
    private static final int ESCAPED = 1;
    private static final int WIDE = 2;

    /** Up to here a whole number fits without a look at its digits. */
    private static final int SAFE_DIGITS = 18;

    private static final String[] DIGITS = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    private static final long[] NOTHING = {};
    private final byte[] bytes;
    private final int from;
    private final int end;
    private final boolean comments;

    /** For each level around, whether it is an object: the upper levels here, deeper ones in words of their own. */
    private long upper;

    private long[] deeper = NOTHING;

    private int depth;
    private boolean inObject;

    /** Whether the innermost level has something in it, so that a comma must come first. */
    private boolean filled;

    /** Whether a name was read whose value comes next. */
    private boolean named;

    private Token token = Token.END;
    private int start;
    private int at;

    /** Whether the string stood on has not been passed yet. */
    private boolean open;

    private String text = "";

    JsonScanner(byte[] bytes, int from, int length, boolean comments) {
        this.bytes = bytes;
        this.end = from + length;
        this.comments = comments;
        boolean mark = length > 3
                && bytes[from] == (byte) 0xef
                && bytes[from + 1] == (byte) 0xbb
                && bytes[from + 2] == (byte) 0xbf;
        this.from = mark ? from + 3 : from;
        this.at = this.from;
    }

    /** What the scanner stands on. */
    Token token() {
        return token;
    }

    /** Where it begins. */
    int start() {
        return start;
    }

    /** Where it ends: behind its last byte. */
    int finish() {
        if (open) {
            pass();
        }
        return at;
    }

    /** Steps on. {@link Token#END} once the document is over. */
    Token next() {
        if (open) {
            pass();
        }
        if (named) {
            named = false;
            token = value(bytes[at]);
            return token;
        }
        int character = afterSpace();
        start = at;
        token = switch (character) {
            case -1 -> ended();
            case ']' -> closed(false);
            case '}' -> closed(true);
            default -> member(character);
        };
        return token;
    }

    /** Steps on; the name if one stands there, else null. The value of the name is the next step. */
    @Nullable
    String nextName() {
        return next() == Token.NAME ? text : null;
    }

    /** Passes over all that belongs to the object or array stood on. */
    void skip() {
        if (token != Token.OBJECT && token != Token.ARRAY) {
            return;
        }
        int around = depth - 1;
        do {
            next();
        } while (depth > around);
    }

    /** The string or name stood on. */
    String string() {
        if (open) {
            text = taken(true);
        }
        return text;
    }

    /** The digits of the number stood on. */
    String literal() {
        if (at - start == 1) {
            return DIGITS[bytes[start] - '0'];
        }
        return new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
    }

    /** The whole number stood on, or the given value when it is too large. */
    long longOr(long otherwise) {
        if (at - start > SAFE_DIGITS) {
            try {
                return Long.parseLong(literal());
            } catch (NumberFormatException tooLarge) {
                return otherwise;
            }
        }
        boolean negative = bytes[start] == '-';
        long number = 0;
        for (int index = negative ? start + 1 : start; index < at; index++) {
            number = number * 10 + (bytes[index] - '0');
        }
        return negative ? -number : number;
    }

    /** The fault of standing on something else than was expected. */
    MalformedJson expected(String what, String found) {
        return faults().expected(what, found, start);
    }

    private JsonFaults faults() {
        return new JsonFaults(bytes, from, end, comments);
    }

    private MalformedJson missing(String what) {
        return faults().missing(what, at);
    }

    private MalformedJson broken(String rule) {
        return faults().broken(rule, start);
    }

    private Token ended() {
        if (depth > 0) {
            throw faults().unclosed();
        }
        return Token.END;
    }

    private Token closed(boolean object) {
        if (depth == 0) {
            throw missing("a value");
        }
        if (inObject != object) {
            throw missing(inObject ? "a member or '}'" : "a value or ']'");
        }
        at++;
        depth--;
        inObject = depth > 0 && (levels(depth) >>> depth & 1) != 0;
        filled = true;
        return object ? Token.END_OBJECT : Token.END_ARRAY;
    }

    private long levels(int level) {
        return level < Long.SIZE ? upper : deeper[level / Long.SIZE - 1];
    }

    private Token opened(boolean object) {
        if (++depth > DEEPEST) {
            throw broken("it is nested deeper than " + DEEPEST + " levels");
        }
        if (depth == Long.SIZE && deeper.length == 0) {
            deeper = new long[DEEPEST / Long.SIZE];
        }
        at++;
        long bit = 1L << depth;
        long changed = object ? levels(depth) | bit : levels(depth) & ~bit;
        if (depth < Long.SIZE) {
            upper = changed;
        } else {
            deeper[depth / Long.SIZE - 1] = changed;
        }
        inObject = object;
        filled = false;
        return object ? Token.OBJECT : Token.ARRAY;
    }

    private Token member(int first) {
        int character = first;
        if (filled && depth > 0) {
            if (character != ',') {
                throw missing(inObject ? "',' or '}'" : "',' or ']'");
            }
            at++;
            character = afterSpace();
        }
        filled = true;
        if (!inObject) {
            return value(character);
        }
        if (character != '"') {
            throw missing("a name in double quotes");
        }
        start = at++;
        text = name();
        if (afterSpace() != ':') {
            throw missing("':' behind a name");
        }
        at++;
        if (afterSpace() < 0) {
            throw missing("a value");
        }
        named = true;
        return Token.NAME;
    }

    private Token value(int first) {
        start = at;
        return switch (first) {
            case '"' -> {
                at++;
                open = true;
                yield Token.STRING;
            }
            case '{' -> opened(true);
            case '[' -> opened(false);
            case 't' -> word("true", Token.TRUE);
            case 'f' -> word("false", Token.FALSE);
            case 'n' -> word("null", Token.NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(first);
            default -> throw missing("a value");
        };
    }

    private Token word(String word, Token is) {
        for (int index = 0; index < word.length(); index++) {
            if (at == end || bytes[at++] != word.charAt(index)) {
                throw faults().missing("a value", start);
            }
        }
        int after = at < end ? bytes[at] : ' ';
        if (after < 0 || after >= '0' && after != ']' && after != '}' && Character.isJavaIdentifierPart(after)) {
            throw missing("the end of " + word);
        }
        return is;
    }

    private Token number(int first) {
        if (first == '-') {
            at++;
        }
        int digits = digits();
        if (digits == 0) {
            throw missing("a digit");
        }
        if (digits > 1 && bytes[at - digits] == '0') {
            throw broken("a number begins with 0");
        }
        Token is = Token.WHOLE_NUMBER;
        if (peek() == '.') {
            at++;
            is = Token.NUMBER;
            digits += someDigits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            is = Token.NUMBER;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits += someDigits();
        }
        if (digits > LONGEST_NUMBER) {
            throw broken("a number has more than " + LONGEST_NUMBER + " digits");
        }
        if (depth == 0 && at < end && !isSpace(bytes[at])) {
            throw missing("the end of the number");
        }
        return is;
    }

    private int someDigits() {
        int digits = digits();
        if (digits == 0) {
            throw missing("a digit");
        }
        return digits;
    }

    private int digits() {
        int before = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at - before;
    }

    private int peek() {
        return at < end ? bytes[at] : -1;
    }

    private static boolean isSpace(int character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t';
    }

    /** The next character that is no white space and no comment, -1 at the end. What begins no token is {@link #NONE}. */
    private int afterSpace() {
        while (at < end) {
            byte character = bytes[at];
            if (character == '/' && comments) {
                comment();
            } else if (isSpace(character)) {
                at++;
            } else {
                return character < ' ' ? NONE : character;
            }
        }
        return -1;
    }

    private void comment() {
        int begin = at++;
        int kind = peek();
        if (kind != '/' && kind != '*') {
            throw missing("'/' or '*' behind '/'");
        }
        at++;
        while (at < end) {
            byte character = bytes[at];
            if (kind == '/' && (character == '\n' || character == '\r')) {
                return;
            }
            int after = character < 0 ? JsonText.afterWide(bytes, at + 1, end) : at + 1;
            if (after < 0 || character >= 0 && character < ' ' && !isSpace(character)) {
                throw missing("the text of a comment");
            }
            at = after;
            if (kind == '*' && character == '*' && peek() == '/') {
                at++;
                return;
            }
        }
        if (kind == '*') {
            throw faults().unended("a comment", begin);
        }
    }

    /** The name that begins here, behind its opening quote. */
    private String name() {
        int begin = at;
        int hash = 0;
        while (at < end) {
            byte character = bytes[at++];
            if (character == '"') {
                return known(begin, at - 1 - begin, hash);
            }
            if (character < ' ' || character == '\\') {
                at = begin;
                return strangeName();
            }
            hash = 31 * hash + character;
        }
        throw faults().inString(begin);
    }

    /** Names are held to real characters, texts are not. */
    private String strangeName() {
        int begin = at;
        String name = taken(false);
        if (at - begin > LONGEST_NAME) {
            throw tooLong();
        }
        if (!JsonText.isWhole(name) || !JsonText.isStrict(bytes, begin, at - 1)) {
            throw broken("a name holds what is no character");
        }
        return name;
    }

    private String known(int begin, int length, int hash) {
        if (length > LONGEST_NAME) {
            throw tooLong();
        }
        return KnownNames.name(bytes, begin, length, hash);
    }

    private MalformedJson tooLong() {
        return broken("a name is longer than " + LONGEST_NAME + " bytes");
    }

    private String ascii(int begin, int length) {
        return new String(bytes, begin, length, StandardCharsets.ISO_8859_1);
    }

    /** The text that begins here, behind its opening quote; then stands behind the closing one. */
    private String taken(boolean value) {
        int begin = at;
        int kinds = pass();
        int length = at - 1 - begin;
        if (kinds == 0) {
            return ascii(begin, length);
        }
        if (kinds == WIDE) {
            String decoded = new String(bytes, begin, length, StandardCharsets.UTF_8);
            if (decoded.indexOf('\ufffd') < 0) {
                return decoded;
            }
        }
        if (value && JsonText.hasHalf(bytes, begin, at - 1)) {
            throw faults().inString(begin);
        }
        return JsonText.decoded(bytes, begin, at - 1);
    }

    /** Passes over a string, checking it; tells what else than plain characters is in it. */
    private int pass() {
        int kinds = 0;
        int index = at;
        while (index < end) {
            byte character = bytes[index++];
            if (character >= ' ' && character != '"' && character != '\\') {
                // Most strings are short: only what begins plain is worth a longer look.
                index = PlainBytes.after(bytes, index, end);
            } else if (character < 0) {
                kinds |= WIDE;
                index = JsonText.afterWide(bytes, index, end);
            } else if (character == '"') {
                at = index;
                open = false;
                return kinds;
            } else if (character == '\\') {
                kinds |= ESCAPED;
                index = JsonText.afterEscape(bytes, index, end);
            } else if (character < ' ') {
                break;
            }
            if (index < 0) {
                break;
            }
        }
        throw faults().inString(at);
    }
}
