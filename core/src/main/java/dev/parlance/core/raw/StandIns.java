package dev.parlance.core.raw;

import dev.parlance.core.raw.RawShape.Cut;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Short strings in the place of long ones, no two alike. What is not plainly of the expected kind is left as it is. Not thread-safe. */
final class StandIns {
    /** Base64 and URL characters only; the word JSON must not occur in it. */
    static final String MARK = "parlanceCut";

    /** What sealed reasoning of ours begins with: {@code dialects.shared.CarriedReasoning} must see it whole. */
    private static final byte[] SEALED = "cGFybGFuY2Ux".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] BASE64 = ";base64,".getBytes(StandardCharsets.US_ASCII);

    /** How much of a string is looked at. */
    private static final int BEGINNING = 96;

    /** How much of encoded bytes is kept: a multiple of four. */
    private static final int KEPT = 24;

    private int count;
    private boolean arguments;

    /** Whether arguments were cut. */
    boolean anyArguments() {
        return arguments;
    }

    /** What stands between the quotes instead, or null when the string must stay. */
    byte @Nullable [] of(Cut cut, byte[] text, int from, int to) {
        return switch (cut) {
            case WORDS -> speaks(text, from, to) ? ascii(MARK + count++) : null;
            case ARGUMENTS -> {
                if (text[from] != '{') {
                    yield null;
                }
                arguments = true;
                yield ascii("{\\\"" + MARK + "\\\":" + count++ + "}");
            }
            case DATA_URL -> dataUrl(text, from, to);
            case BASE64 -> encoded(text, from, from, to);
            case TOKEN -> token(text, from, to);
        };
    }

    private byte @Nullable [] token(byte[] text, int from, int to) {
        if (to - from <= KEPT || isSealed(text, from)) {
            return null;
        }
        for (int at = from; at < from + KEPT; at++) {
            if (text[at] <= 0x20 || text[at] == 0x7f || text[at] == '\\') {
                return null;
            }
        }
        byte[] mark = ascii(MARK + count++);
        byte[] whole = Arrays.copyOfRange(text, from, from + KEPT + mark.length);
        System.arraycopy(mark, 0, whole, KEPT, mark.length);
        return whole;
    }

    private static boolean isSealed(byte[] text, int from) {
        return Arrays.equals(text, from, from + SEALED.length, SEALED, 0, SEALED.length);
    }

    /** Whether there is a character that no reader takes for a blank. */
    private static boolean speaks(byte[] text, int from, int to) {
        int end = Math.min(to, from + BEGINNING);
        for (int at = from; at < end; at++) {
            int value = text[at] & 0xff;
            if (value == '\\') {
                at += text[at + 1] == 'u' ? 5 : 1;
            } else if (value > 0x20 && value < 0x7f || value >= 0xc3 && value < 0xe0 || value > 0xe3 && value < 0xee) {
                return true;
            }
        }
        return false;
    }

    private byte @Nullable [] dataUrl(byte[] text, int from, int to) {
        String start = new String(text, from, Math.min(to - from, BEGINNING), StandardCharsets.ISO_8859_1);
        int data = start.startsWith("data:") ? start.indexOf(new String(BASE64, StandardCharsets.US_ASCII)) : -1;
        return data < 0 ? null : encoded(text, from, from + data + BASE64.length, to);
    }

    /** Nothing that is respelled on its way: whole groups of four in the usual alphabet. */
    private byte @Nullable [] encoded(byte[] text, int from, int data, int to) {
        if ((to - data) % 4 != 0 || to - data <= KEPT || isSealed(text, data)) {
            return null;
        }
        for (int at = data; at < to; at++) {
            if (text[at] == '\\' || text[at] == '-' || text[at] == '_' || text[at] < 0) {
                return null;
            }
        }
        StringBuilder cut = new StringBuilder(MARK).append(count++);
        while (cut.length() % 4 != 0) {
            cut.append('A');
        }
        byte[] tail = ascii(cut.toString());
        byte[] whole = Arrays.copyOfRange(text, from, data + KEPT + tail.length);
        System.arraycopy(tail, 0, whole, data - from + KEPT, tail.length);
        return whole;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
