package dev.parlance.cli.terminal;

/** Lines with a style for each character. Not thread-safe. */
final class StyledText {
    private static final String OFF = "\u001b[0m";

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder styles = new StringBuilder();

    /** Appends text of that style; a line end has none. */
    StyledText append(CharSequence words, char style) {
        text.append(words);
        for (int at = 0; at < words.length(); at++) {
            styles.append(words.charAt(at) == '\n' ? Style.NONE : style);
        }
        return this;
    }

    StyledText append(StyledText other) {
        text.append(other.text);
        styles.append(other.styles);
        return this;
    }

    int length() {
        return text.length();
    }

    /** The text without styles. */
    StringBuilder text() {
        return text;
    }

    char styleAt(int at) {
        return styles.charAt(at);
    }

    void clear() {
        text.setLength(0);
        styles.setLength(0);
    }

    /** What stands behind that place, for the terminal. It begins and ends without a style, so that pieces can be printed one by one. */
    String from(int start, Look look) {
        if (look == Look.PLAIN) {
            return text.substring(start);
        }
        StringBuilder out = new StringBuilder();
        char now = Style.NONE;
        for (int at = start; at < text.length(); at++) {
            char style = styles.charAt(at);
            if (style != now) {
                out.append(now == Style.NONE ? "" : OFF).append(Style.on(style));
                now = style;
            }
            out.append(text.charAt(at));
        }
        return out.append(now == Style.NONE ? "" : OFF).toString();
    }
}
