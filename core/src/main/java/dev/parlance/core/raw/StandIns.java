package dev.parlance.core.raw;

import dev.parlance.core.raw.RawShape.Cut;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Short strings in the place of long ones, no two alike. What the full lane may look at stays: how a token or encoded bytes begin, and the
 * blanks at the end of words. What is not plainly of the expected kind is left as it is. Not thread-safe.
 */
final class StandIns {
    /** Base64 and URL characters only; the word JSON must not occur in it. A number follows, and {@link #END}. */
    static final String MARK = "parlanceCut";

    /** Behind the number, for digits may follow. */
    static final char END = 'Z';

    /** What sealed reasoning of ours begins with: {@code dialects.shared.CarriedReasoning} must see it whole. */
    private static final byte[] SEALED = "cGFybGFuY2Ux".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] BASE64 = ";base64,".getBytes(StandardCharsets.US_ASCII);

    /** How much of a string is looked at. */
    private static final int BEGINNING = 96;

    /** How much of encoded bytes is kept: a multiple of four. */
    private static final int KEPT = 24;

    private final List<StandIn> all = new ArrayList<>();

    /** Those that were written, by their numbers. */
    List<StandIn> all() {
        return all;
    }

    /** It is written. */
    void add(StandIn standIn) {
        all.add(standIn);
    }

    /** For what is between the quotes, or null when the string must stay. */
    @Nullable
    StandIn of(Cut cut, byte[] text, int from, int to) {
        return switch (cut) {
            case WORDS -> words(text, from, to);
            case ARGUMENTS -> text[from] == '{' ? standIn(cut, from, to, "{\\\"" + mark() + "\\\":0}", true) : null;
            case DATA_URL -> dataUrl(text, from, to);
            case BASE64 -> encoded(text, from, to);
            case TOKEN -> token(text, from, to);
        };
    }

    private String mark() {
        return MARK + all.size() + END;
    }

    private StandIn standIn(Cut cut, int from, int to, String text, boolean likeAnObject) {
        return new StandIn(cut, all.size(), from, to, text.getBytes(StandardCharsets.US_ASCII), likeAnObject);
    }

    private @Nullable StandIn words(byte[] text, int from, int to) {
        int first = firstSeen(text, from, Math.min(to, from + BEGINNING));
        int end = first < 0 ? -1 : TrailingBlanks.from(text, from, to);
        return end <= first ? null : standIn(Cut.WORDS, from, end, mark(), mayBeginAnObject(text, from, first));
    }

    /** Behind an escape nobody knows which character was the first: it may be the brace itself. */
    private static boolean mayBeginAnObject(byte[] text, int from, int first) {
        for (int at = from; at < first; at++) {
            if (text[at] == '\\') {
                return true;
            }
        }
        return text[first] == '{';
    }

    private @Nullable StandIn token(byte[] text, int from, int to) {
        if (to - from <= KEPT || isSealed(text, from)) {
            return null;
        }
        for (int at = from; at < from + KEPT; at++) {
            if (text[at] <= 0x20 || text[at] == 0x7f || text[at] == '\\') {
                return null;
            }
        }
        return standIn(Cut.TOKEN, from + KEPT, to, mark(), false);
    }

    private static boolean isSealed(byte[] text, int from) {
        return Arrays.equals(text, from, from + SEALED.length, SEALED, 0, SEALED.length);
    }

    /** Where a character is that no reader takes for a blank, or -1. */
    private static int firstSeen(byte[] text, int from, int end) {
        for (int at = from; at < end; at++) {
            int value = text[at] & 0xff;
            if (value == '\\') {
                at += text[at + 1] == 'u' ? 5 : 1;
            } else if (value > 0x20 && value < 0x7f || value >= 0xc3 && value < 0xe0 || value > 0xe3 && value < 0xee) {
                return at;
            }
        }
        return -1;
    }

    private @Nullable StandIn dataUrl(byte[] text, int from, int to) {
        String start = new String(text, from, Math.min(to - from, BEGINNING), StandardCharsets.ISO_8859_1);
        int data = start.startsWith("data:") ? start.indexOf(new String(BASE64, StandardCharsets.US_ASCII)) : -1;
        return data < 0 ? null : encoded(text, from + data + BASE64.length, to);
    }

    /** Nothing that is respelled on its way: whole groups of four in the usual alphabet. */
    private @Nullable StandIn encoded(byte[] text, int data, int to) {
        if ((to - data) % 4 != 0 || to - data <= KEPT || isSealed(text, data)) {
            return null;
        }
        for (int at = data; at < to; at++) {
            if (text[at] == '\\' || text[at] == '-' || text[at] == '_' || text[at] < 0) {
                return null;
            }
        }
        StringBuilder cut = new StringBuilder(mark());
        while (cut.length() % 4 != 0) {
            cut.append('A');
        }
        return standIn(Cut.BASE64, data + KEPT, to, cut.toString(), false);
    }
}
