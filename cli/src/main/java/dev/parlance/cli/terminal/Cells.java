package dev.parlance.cli.terminal;

import org.jline.utils.WCWidth;

/** Widths as terminals count them: ideographs and pictures take two cells, accents none. */
public final class Cells {
    private Cells() {}

    /** The cells that this line takes. */
    public static int width(CharSequence line) {
        int width = 0;
        for (int at = 0; at < line.length(); at = end(line, at)) {
            width += widthAt(line, at);
        }
        return width;
    }

    /** Where the character that begins there ends, as its reader sees it: with its accents, joiners and flags. */
    static int end(CharSequence text, int start) {
        if (isPlain(text, start) && (start + 1 == text.length() || isPlain(text, start + 1))) {
            return start + 1;
        }
        return start + Math.max(1, WCWidth.charCountForGraphemeCluster(text, start));
    }

    /** The cells of the character that begins there. */
    static int widthAt(CharSequence text, int start) {
        return isPlain(text, start) && end(text, start) == start + 1
                ? 1
                : Math.max(0, WCWidth.wcwidthForGraphemeCluster(text, start));
    }

    private static boolean isPlain(CharSequence text, int at) {
        char one = text.charAt(at);
        return one >= ' ' && one < 0x7f;
    }
}
