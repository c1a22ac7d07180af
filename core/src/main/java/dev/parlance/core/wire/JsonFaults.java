package dev.parlance.core.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Words for what is wrong with a document, with line and column. Looked at only once there is a fault, so that the scanner, which meets none
 * in nearly all documents, need not count lines or remember names.
 */
final class JsonFaults {
    private static final int LONGEST_WORD = 12;

    private final byte[] bytes;
    private final int from;
    private final int end;
    private final boolean comments;

    JsonFaults(byte[] bytes, int from, int end, boolean comments) {
        this.bytes = bytes;
        this.from = from;
        this.end = end;
        this.comments = comments;
    }

    /** The fault of breaking a rule of JSON at that place. */
    MalformedJson broken(String rule, int at) {
        return new MalformedJson("This is not valid JSON: " + rule, line(at), column(at));
    }

    /** The fault of something else than what JSON wants at that place. */
    MalformedJson missing(String what, int at) {
        return broken("expected " + what + ", but found " + found(at), at);
    }

    /** The fault of a document that ends within an object or array. */
    MalformedJson unclosed() {
        int begin = new JsonLevels(bytes, from, end, comments).begin();
        return unended(bytes[begin] == '{' ? "the object" : "the array", begin);
    }

    /** The fault of a document that ends within what begins at that place. */
    MalformedJson unended(String what, int begin) {
        return broken(
                "it ends within " + what + " that begins in line " + line(begin) + ", column " + column(begin), end);
    }

    /** The fault of finding another value than was expected, with the way to it and what stands there. */
    MalformedJson expected(String what, String found, int at) {
        String pointer = new JsonLevels(bytes, from, at, comments).pointer();
        String words = (pointer.isEmpty() ? "Expected " : pointer + " must be ") + what + ", but found " + found;
        return new MalformedJson(words, line(at), column(at));
    }

    /**
     * The fault in the string or name that begins behind its quote at that place; it has one, or no end. What it says is not quoted: it may
     * be a secret.
     */
    MalformedJson inString(int begin) {
        int index = begin;
        while (index < end && bytes[index] != '"') {
            int after = index + 1;
            if (bytes[index] == '\\') {
                after = JsonText.afterEscape(bytes, after, end);
                if (after < 0) {
                    return inEscape(index);
                }
            } else if (bytes[index] < 0) {
                after = JsonText.afterWide(bytes, after, end);
                if (after < 0 || JsonText.hasHalf(bytes, index, after)) {
                    return broken("a string holds " + found(index), index);
                }
            } else if (bytes[index] < ' ') {
                return broken("a string holds " + found(index) + ", which must be written as an escape", index);
            }
            index = after;
        }
        return unended("a string", begin - 1);
    }

    private MalformedJson inEscape(int at) {
        if (at + 1 == end || bytes[at + 1] != 'u') {
            return missing("one of \"\\/bfnrtu behind a backslash", at + 1);
        }
        int digit = at + 2;
        while (digit < end && Character.digit(bytes[digit], 16) >= 0) {
            digit++;
        }
        return missing("four hexadecimal digits behind \\u", digit);
    }

    /** What stands at that place. */
    private String found(int at) {
        if (at >= end) {
            return "the end";
        }
        int letters = at;
        while (letters < end && letters - at < LONGEST_WORD && isLetter(bytes[letters])) {
            letters++;
        }
        if (letters - at > 1) {
            return "'" + new String(bytes, at, letters - at, StandardCharsets.ISO_8859_1) + "'";
        }
        if (bytes[at] > ' ' && bytes[at] < 0x7f) {
            return "'" + (char) bytes[at] + "'";
        }
        int after = bytes[at] < 0 ? JsonText.afterWide(bytes, at + 1, end) : at + 1;
        if (after < 0) {
            return String.format(Locale.ROOT, "the byte 0x%02X, which is no UTF-8", bytes[at]);
        }
        return String.format(
                Locale.ROOT,
                "the character U+%04X",
                JsonText.decoded(bytes, at, after).codePointAt(0));
    }

    private static boolean isLetter(byte character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
    }

    private int line(int at) {
        int line = 1;
        for (int index = from; index < at; index++) {
            if (bytes[index] == '\n' || bytes[index] == '\r' && (index + 1 == end || bytes[index + 1] != '\n')) {
                line++;
            }
        }
        return line;
    }

    /** Counted in characters, as editors do. */
    private int column(int at) {
        int column = 1;
        for (int index = at - 1; index >= from && bytes[index] != '\n' && bytes[index] != '\r'; index--) {
            if ((bytes[index] & 0xc0) != 0x80) {
                column++;
            }
        }
        return column;
    }
}
