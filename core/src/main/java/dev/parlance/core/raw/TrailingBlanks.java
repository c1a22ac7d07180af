package dev.parlance.core.raw;

/** The blanks at the end of a string as it is written in JSON. They stay where words are cut, for some writers leave them out. */
final class TrailingBlanks {
    private static final int UNICODE_ESCAPE = 6;

    private TrailingBlanks() {}

    /**
     * Where they begin.
     *
     * @param from where the string begins, behind its quote
     * @param to where its closing quote is
     */
    static int from(byte[] text, int from, int to) {
        int end = to;
        while (true) {
            int before = before(text, from, end);
            if (before == end) {
                return end;
            }
            end = before;
        }
    }

    /** Where the blank begins that is last before this place, or the place itself where there is none. */
    private static int before(byte[] text, int from, int end) {
        if (end == from) {
            return end;
        }
        int last = text[end - 1] & 0xff;
        if (last == ' ') {
            return end - 1;
        }
        if (last >= 0x80) {
            return isWide(text, from, end) ? end - 3 : end;
        }
        if (escapes(text, from, end - 2) && (last == 'n' || last == 't' || last == 'r' || last == 'f')) {
            return end - 2;
        }
        return escapes(text, from, end - UNICODE_ESCAPE) && text[end - UNICODE_ESCAPE + 1] == 'u' && isSpace(text, end)
                ? end - UNICODE_ESCAPE
                : end;
    }

    /** Whether a backslash there begins an escape. */
    private static boolean escapes(byte[] text, int from, int at) {
        int first = at;
        while (first >= from && text[first] == '\\') {
            first--;
        }
        return at >= from && (at - first) % 2 == 1;
    }

    private static boolean isSpace(byte[] text, int end) {
        int value = 0;
        for (int at = end - 4; at < end; at++) {
            value = value << 4 | Character.digit((int) text[at], 16);
        }
        return Character.isWhitespace(value) || Character.isSpaceChar(value);
    }

    /** All blanks that are no ASCII, but the one that is never left out, have three bytes. */
    private static boolean isWide(byte[] text, int from, int end) {
        if (end - from < 3 || (text[end - 3] & 0xf0) != 0xe0) {
            return false;
        }
        int value = (text[end - 3] & 0x0f) << 12 | (text[end - 2] & 0x3f) << 6 | text[end - 1] & 0x3f;
        return Character.isWhitespace(value) || Character.isSpaceChar(value);
    }
}
