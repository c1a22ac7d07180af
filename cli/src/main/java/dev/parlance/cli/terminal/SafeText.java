package dev.parlance.cli.terminal;

/** What others wrote, made fit for a terminal: without control characters, with which a model could move the cursor or retitle the window. */
public final class SafeText {
    private SafeText() {}

    /** The text with line ends, with blanks for tabs and without any other control character. */
    public static String of(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char one = text.charAt(at);
            if (one == '\t') {
                safe.append("    ");
            } else if (one == '\n' || !Character.isISOControl(one)) {
                safe.append(one);
            }
        }
        return safe.toString();
    }

    /** The same as one line. */
    public static String line(String text) {
        return of(text).replace('\n', ' ').strip();
    }
}
