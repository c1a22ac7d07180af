package dev.parlance.cli.terminal;

import java.lang.Character.UnicodeScript;

/** Where a line may end: at blanks, and between ideographs, which know no blanks. */
final class Breaks {
    private static final String OPENING = "([{“‘（「『【《〈〔［｛";
    private static final String CLOSING = ",.!?:;)]}%'\"”’…、。，．！？：；）」』】》〉〕］｝～·—々ー";
    private static final String MARKUP = "*_`[]~<!\\&";

    private Breaks() {}

    /** Whether a line may end between these two code points, neither of which is a blank. */
    static boolean between(int before, int after) {
        return (ideographic(before) || ideographic(after))
                && !extending(after)
                && before != 0x200d
                && CLOSING.indexOf(after) < 0
                && OPENING.indexOf(before) < 0;
    }

    /**
     * The last place at which Markdown text can be cut so that what stands before it is laid out the same whatever comes; {@code from} when
     * there is none.
     */
    static int last(CharSequence text, int from, int to) {
        for (int at = to; at > from; at--) {
            if (Character.isWhitespace(text.charAt(at - 1))) {
                return at;
            }
            if (at < to) {
                int before = Character.codePointBefore(text, at);
                int after = Character.codePointAt(text, at);
                if (MARKUP.indexOf(before) < 0 && MARKUP.indexOf(after) < 0 && between(before, after)) {
                    return at;
                }
            }
        }
        return from;
    }

    private static boolean ideographic(int point) {
        if (point < 0x2e80) {
            return false;
        }
        UnicodeScript script = UnicodeScript.of(point);
        return script == UnicodeScript.HAN
                || script == UnicodeScript.HIRAGANA
                || script == UnicodeScript.KATAKANA
                || script == UnicodeScript.BOPOMOFO
                || point >= 0x3000 && point < 0x3040
                || point >= 0xff00 && point < 0xff61;
    }

    /** Whether it belongs to the character before it. */
    private static boolean extending(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || point == 0x200d
                || point >= 0x1f3fb && point <= 0x1f3ff;
    }
}
