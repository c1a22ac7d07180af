package dev.parlance.core.raw;

import dev.parlance.core.raw.RawShape.Cut;
import dev.parlance.core.raw.RawShape.Member;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a request from string to string: writes it anew with the long strings of its conversation cut. It knows of JSON what it
 * needs to tell strings from all else; whoever reads what it wrote finds every other fault, for nothing else is changed. Used once.
 */
final class Cutting {
    private static final int DEEPEST = 500;

    private final byte[] text;
    private final RawShape shape;
    private final StandIns standIns = new StandIns();
    private final Set<String> members = new HashSet<>();
    private byte[] out;
    private int length;
    private int kept;
    private @Nullable Member member;
    private int depth;
    private int opaqueDepth = -1;

    private Cutting(byte[] text, RawShape shape) {
        this.text = text;
        this.shape = shape;
        this.out = new byte[Math.min(text.length, 4096)];
    }

    /** The object with its long strings cut, or null when it is none that can be told apart. */
    static @Nullable Cutting of(byte[] text, RawShape shape) {
        Cutting cutting = new Cutting(text, shape);
        return cutting.object() ? cutting : null;
    }

    /** What was written: the object with its long strings cut. */
    byte[] written() {
        return Arrays.copyOf(out, length);
    }

    /** How many bytes shorter it is. */
    int saved() {
        return text.length - length;
    }

    /** What stands in the place of the strings. */
    StandIns standIns() {
        return standIns;
    }

    private boolean object() {
        int at = blanks(0);
        if (at >= text.length || text[at] != '{') {
            return false;
        }
        while (at < text.length) {
            switch (text[at]) {
                case '"' -> {
                    at = string(at);
                    if (at < 0) {
                        return false;
                    }
                    continue;
                }
                case '{', '[' -> {
                    if (++depth > DEEPEST) {
                        return false;
                    }
                }
                case '}', ']' -> {
                    depth--;
                    opaqueDepth = depth <= opaqueDepth ? -1 : opaqueDepth;
                    if (depth == 0) {
                        return ended(at);
                    }
                }
                default -> {}
            }
            at++;
        }
        return false;
    }

    /** Behind a string that is a value without a name, or at the value of the one that is a name. */
    private int string(int open) {
        int end = StringScan.end(text, open + 1, text.length);
        if (end < 0) {
            return -1;
        }
        int colon = blanks(end + 1);
        if (colon >= text.length || text[colon] != ':') {
            return end + 1;
        }
        int value = blanks(colon + 1);
        if (value >= text.length || depth == 1 && !opens(open + 1, end)) {
            return -1;
        }
        if (text[value] != '"') {
            if (opaqueDepth < 0
                    && text[value] == '{'
                    && member != null
                    && depth > 1
                    && shape.isOpaque(member, text, open + 1, end)) {
                opaqueDepth = depth;
            }
            return value;
        }
        int valueEnd = StringScan.end(text, value + 1, text.length);
        if (valueEnd >= 0 && member != null && valueEnd - value > shape.shortest()) {
            cut(member, open + 1, end, value + 1, valueEnd);
        }
        return valueEnd + 1 == 0 ? -1 : valueEnd + 1;
    }

    /** A member of the body begins. @return false when it cannot be told which, or it is there already */
    private boolean opens(int from, int to) {
        for (int at = from; at < to; at++) {
            if (text[at] == '\\') {
                return false;
            }
        }
        member = shape.member(text, from, to);
        return member == null || members.add(member.canonical());
    }

    private void cut(Member within, int nameFrom, int nameTo, int from, int to) {
        Cut cut = depth == 1
                ? within.whole()
                : opaqueDepth >= 0 ? Cut.WORDS : within.strings().get(text, nameFrom, nameTo);
        StandIn standIn = cut == null ? null : standIns.of(cut, text, from, to);
        if (standIn != null && (standIn.saved() > 0 || shape.leastSaved() < 0)) {
            standIns.add(standIn);
            write(text, kept, standIn.from());
            write(standIn.text(), 0, standIn.text().length);
            kept = standIn.to();
        }
    }

    private boolean ended(int at) {
        write(text, kept, at + 1);
        kept = at + 1;
        return blanks(at + 1) == text.length;
    }

    private int blanks(int from) {
        int at = from;
        while (at < text.length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
            at++;
        }
        return at;
    }

    private void write(byte[] source, int from, int to) {
        int more = to - from;
        if (out.length - length < more) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, length + more));
        }
        System.arraycopy(source, from, out, length, more);
        length += more;
    }
}
