package dev.parlance.core.raw;

import dev.parlance.core.raw.RawShape.Cut;
import dev.parlance.core.raw.RawShape.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a JSON object from string to string: finds the members that hold the conversation, and writes the object anew with the long
 * strings in them cut. It knows of JSON what it needs to tell strings from all else; whoever reads what it wrote finds every other fault,
 * for nothing else is changed. Used once.
 */
final class MemberScan {
    private static final int DEEPEST = 500;

    /**
     * Where one of the members stands, its value alone.
     *
     * @param from in the text
     * @param cutFrom in what was written
     * @param cuts whether strings in it were cut
     */
    record Span(String canonical, int from, int to, int cutFrom, int cutTo, boolean cuts) {}

    private final byte[] text;
    private final RawShape shape;
    private final boolean cutting;
    private final StandIns standIns = new StandIns();
    private final List<Span> spans = new ArrayList<>(4);
    private byte[] out;
    private int length;
    private int kept;
    private @Nullable Member member;
    private int memberFrom;
    private int memberCutFrom;
    private boolean memberCuts;
    private int depth;
    private int opaqueDepth = -1;

    private MemberScan(byte[] text, RawShape shape, boolean cutting) {
        this.text = text;
        this.shape = shape;
        this.cutting = cutting;
        this.out = new byte[cutting ? Math.min(text.length, 4096) : 0];
    }

    /** The object with its long strings cut, or null when it is none that can be told apart. */
    static @Nullable MemberScan cutting(byte[] text, RawShape shape) {
        MemberScan scan = new MemberScan(text, shape, true);
        return scan.object() ? scan : null;
    }

    /** Only where the members are. */
    static @Nullable MemberScan finding(byte[] text, RawShape shape) {
        MemberScan scan = new MemberScan(text, shape, false);
        return scan.object() ? scan : null;
    }

    List<Span> spans() {
        return spans;
    }

    /** What was written: the object with its long strings cut. */
    byte[] written() {
        return Arrays.copyOf(out, length);
    }

    /** How many bytes shorter it is. */
    int saved() {
        return text.length - length;
    }

    boolean anyArguments() {
        return standIns.anyArguments();
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
                case ',' -> {
                    if (depth == 1) {
                        close(at);
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
        if (value >= text.length || depth == 1 && !opens(open + 1, end, value)) {
            return -1;
        }
        if (text[value] != '"') {
            if (cutting
                    && opaqueDepth < 0
                    && text[value] == '{'
                    && member != null
                    && depth > 1
                    && shape.isOpaque(member, text, open + 1, end)) {
                opaqueDepth = depth;
            }
            return value;
        }
        int valueEnd = StringScan.end(text, value + 1, text.length);
        if (valueEnd >= 0 && cutting && member != null && valueEnd - value > shape.shortest()) {
            cut(member, open + 1, end, value + 1, valueEnd);
        }
        return valueEnd + 1 == 0 ? -1 : valueEnd + 1;
    }

    /** A member of the body begins. @return false when it cannot be told which, or it is there already */
    private boolean opens(int from, int to, int value) {
        for (int at = from; at < to; at++) {
            if (text[at] == '\\') {
                return false;
            }
        }
        member = shape.member(text, from, to);
        memberFrom = value;
        memberCutFrom = length + value - kept;
        memberCuts = false;
        if (member != null) {
            for (Span span : spans) {
                if (span.canonical().equals(member.canonical())) {
                    return false;
                }
            }
        }
        return true;
    }

    private void close(int at) {
        if (member != null) {
            spans.add(new Span(member.canonical(), memberFrom, at, memberCutFrom, length + at - kept, memberCuts));
            member = null;
        }
    }

    private void cut(Member within, int nameFrom, int nameTo, int from, int to) {
        Cut cut = depth == 1
                ? within.whole()
                : opaqueDepth >= 0 ? Cut.WORDS : within.strings().get(text, nameFrom, nameTo);
        byte[] standIn = cut == null ? null : standIns.of(cut, text, from, to);
        if (standIn != null && (standIn.length < to - from || shape.leastSaved() < 0)) {
            write(text, kept, from);
            write(standIn, 0, standIn.length);
            kept = to;
            memberCuts = true;
        }
    }

    private boolean ended(int at) {
        close(at);
        if (cutting) {
            write(text, kept, at + 1);
            kept = at + 1;
        }
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
