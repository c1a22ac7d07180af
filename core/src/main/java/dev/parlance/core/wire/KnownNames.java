package dev.parlance.core.wire;

import java.nio.charset.StandardCharsets;

/** Names of members seen lately, by their hash: the same few come again and again. Losing one to another thread costs a copy of it, no more. */
final class KnownNames {
    private static final int LONGEST = 32;
    private static final String[] NAMES = new String[512];

    private KnownNames() {}

    /** The name of those bytes, which are ASCII; the hash is the one that the string will have. */
    static String name(byte[] bytes, int begin, int length, int hash) {
        if (length > LONGEST) {
            return text(bytes, begin, length);
        }
        int slot = (hash ^ hash >>> 9) & NAMES.length - 1;
        String known = NAMES[slot];
        if (known != null && known.hashCode() == hash && isAt(known, bytes, begin, length)) {
            return known;
        }
        String name = text(bytes, begin, length);
        NAMES[slot] = name;
        return name;
    }

    private static boolean isAt(String name, byte[] bytes, int begin, int length) {
        if (name.length() != length) {
            return false;
        }
        for (int index = 0; index < length; index++) {
            if (name.charAt(index) != bytes[begin + index]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] bytes, int begin, int length) {
        return new String(bytes, begin, length, StandardCharsets.ISO_8859_1);
    }
}
