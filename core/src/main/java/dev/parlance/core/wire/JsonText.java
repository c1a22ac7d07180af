package dev.parlance.core.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The characters inside JSON strings. What is taken for UTF-8 is as wide as with jackson-core, so that a document that one of them takes is
 * taken by the other: bytes are checked for their form, not for the character that they stand for.
 */
final class JsonText {
    private static final int ESCAPE_DIGITS = 4;
    private static final int FIRST_PAIRED = 0x10000;

    private JsonText() {}

    /** Where the character goes on to that began with the byte before this place; negative when it is none. */
    static int afterWide(byte[] bytes, int index, int end) {
        int more = more(bytes[index - 1]);
        if (more == 0 || end - index < more) {
            return -1;
        }
        for (int next = index; next < index + more; next++) {
            if ((bytes[next] & 0xc0) != 0x80) {
                return -1;
            }
        }
        return index + more;
    }

    /** How many bytes follow that one; 0 when it begins no character. */
    private static int more(byte first) {
        if ((first & 0xe0) == 0xc0) {
            return 1;
        }
        if ((first & 0xf0) == 0xe0) {
            return 2;
        }
        return (first & 0xf8) == 0xf0 ? 3 : 0;
    }

    /** Where an escape ends whose backslash stands before this place; negative when it is none. */
    static int afterEscape(byte[] bytes, int index, int end) {
        if (index == end) {
            return -1;
        }
        return switch (bytes[index]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> index + 1;
            case 'u' -> {
                if (end - index <= ESCAPE_DIGITS) {
                    yield -1;
                }
                for (int digit = index + 1; digit <= index + ESCAPE_DIGITS; digit++) {
                    if (Character.digit(bytes[digit], 16) < 0) {
                        yield -1;
                    }
                }
                yield index + 1 + ESCAPE_DIGITS;
            }
            default -> -1;
        };
    }

    /** Whether every half of a pair has its other half. */
    static boolean isWhole(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (Character.isHighSurrogate(character)
                    && index + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(index + 1))) {
                index++;
            } else if (Character.isSurrogate(character)) {
                return false;
            }
        }
        return true;
    }

    /** Whether half of a pair stands there in bytes of its own, which is refused; as an escape it is taken. */
    static boolean hasHalf(byte[] bytes, int from, int end) {
        for (int index = from; index < end - 1; index++) {
            if (bytes[index] == (byte) 0xed && bytes[index + 1] >= (byte) 0xa0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the bytes are UTF-8 by the letter. */
    static boolean isStrict(byte[] bytes, int from, int end) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, end - from));
            return true;
        } catch (CharacterCodingException none) {
            return false;
        }
    }

    /** The text of bytes that were passed before. */
    static String decoded(byte[] bytes, int from, int end) {
        String narrow = narrow(bytes, from, end);
        return narrow == null ? wide(bytes, from, end) : narrow;
    }

    /** One of ASCII and short escapes only, which most long ones are; else null. */
    private static @Nullable String narrow(byte[] bytes, int from, int end) {
        byte[] text = new byte[end - from];
        int length = 0;
        int index = from;
        while (index < end) {
            int plain = PlainBytes.after(bytes, index, end);
            System.arraycopy(bytes, index, text, length, plain - index);
            length += plain - index;
            index = plain;
            if (index < end) {
                byte next = bytes[index++];
                if (next == '\\') {
                    byte escape = bytes[index++];
                    if (escape == 'u') {
                        return null;
                    }
                    next = (byte) unescaped((char) escape);
                }
                if (next < 0) {
                    return null;
                }
                text[length++] = next;
            }
        }
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static String wide(byte[] bytes, int from, int end) {
        char[] text = new char[end - from];
        int length = 0;
        int index = from;
        while (index < end) {
            byte first = bytes[index++];
            if (first == '\\') {
                char escape = (char) bytes[index++];
                if (escape == 'u') {
                    text[length++] = (char) Integer.parseInt(ascii(bytes, index), 0, ESCAPE_DIGITS, 16);
                    index += ESCAPE_DIGITS;
                } else {
                    text[length++] = unescaped(escape);
                }
            } else if (first >= 0) {
                text[length++] = (char) first;
            } else {
                int more = more(first);
                int point = first & 0x3f >> more;
                for (int next = 0; next < more; next++) {
                    point = point << 6 | bytes[index++] & 0x3f;
                }
                if (more == 3) {
                    int paired = point - FIRST_PAIRED;
                    text[length++] = (char) (0xd800 | paired >> 10);
                    point = 0xdc00 | paired & 0x3ff;
                }
                text[length++] = (char) point;
            }
        }
        return new String(text, 0, length);
    }

    private static CharSequence ascii(byte[] bytes, int index) {
        return new String(bytes, index, ESCAPE_DIGITS, StandardCharsets.ISO_8859_1);
    }

    private static char unescaped(char escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }
}
