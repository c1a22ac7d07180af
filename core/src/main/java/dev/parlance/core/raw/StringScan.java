package dev.parlance.core.raw;

import dev.parlance.core.wire.PlainBytes;

/** Finds the end of a JSON string and checks it on the way: escapes, control characters, UTF-8. */
final class StringScan {
    /** What may follow a backslash alone. */
    private static final boolean[] SIMPLE = new boolean[128];

    static {
        for (char letter : "\"\\/bfnrt".toCharArray()) {
            SIMPLE[letter] = true;
        }
    }

    private StringScan() {}

    /**
     * Where the closing quote is.
     *
     * @param from behind the opening quote
     * @param limit where the text ends
     * @return -1 when there is none, or the string is no valid one
     */
    static int end(byte[] text, int from, int limit) {
        int at = from;
        while (at >= 0) {
            at = PlainBytes.after(text, at, limit);
            if (at >= limit) {
                return -1;
            }
            byte value = text[at];
            if (value == '"') {
                return at;
            }
            at = value == '\\'
                    ? escape(text, at, limit)
                    : value < 0 ? character(text, at, limit) : value < 0x20 ? -1 : at + 1;
        }
        return -1;
    }

    private static int escape(byte[] text, int at, int limit) {
        byte letter = at + 1 < limit ? text[at + 1] : -1;
        if (letter < 0) {
            return -1;
        }
        return SIMPLE[letter] ? at + 2 : letter == 'u' ? unicode(text, at + 2, limit) : -1;
    }

    private static int unicode(byte[] text, int from, int limit) {
        if (from + 4 > limit) {
            return -1;
        }
        for (int digit = from; digit < from + 4; digit++) {
            if (text[digit] < 0 || Character.digit((int) text[digit], 16) < 0) {
                return -1;
            }
        }
        return from + 4;
    }

    /** Behind a character of several bytes, or -1 where it is none: too long a form, half of a pair, beyond the last one. */
    private static int character(byte[] text, int at, int limit) {
        int first = text[at] & 0xff;
        int more = first >= 0xc2 && first < 0xe0
                ? 1
                : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : 0;
        if (more == 0 || at + more >= limit) {
            return -1;
        }
        int second = text[at + 1] & 0xff;
        boolean fits = switch (first) {
            case 0xe0 -> second >= 0xa0;
            case 0xed -> second < 0xa0;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second < 0x90;
            default -> true;
        };
        for (int next = at + 1; next <= at + more; next++) {
            fits &= (text[next] & 0xc0) == 0x80;
        }
        return fits ? at + more + 1 : -1;
    }
}
