package dev.parlance.cli.terminal;

/** How text is shown: any of these together, as bits. */
public final class Style {
    /** As it is. */
    public static final char NONE = 0;

    static final char BOLD = 1;
    static final char ITALIC = 2;
    static final char UNDERLINED = 4;

    /** For what is beside the point: thinking, remarks, frames. */
    public static final char DIM = 8;

    static final char CODE = 16;

    /** For what went wrong. */
    public static final char FAULT = 32;

    private Style() {}

    /** The sequence that switches from plain to this; empty for plain. Source: ECMA-48, select graphic rendition. */
    static String on(char style) {
        StringBuilder numbers = new StringBuilder();
        add(numbers, style, BOLD, "1");
        add(numbers, style, DIM, "2");
        add(numbers, style, ITALIC, "3");
        add(numbers, style, UNDERLINED, "4");
        add(numbers, style, CODE, "36");
        add(numbers, style, FAULT, "31");
        return numbers.isEmpty() ? "" : "\u001b[" + numbers + "m";
    }

    private static void add(StringBuilder numbers, char style, char bit, String number) {
        if ((style & bit) != 0) {
            numbers.append(numbers.isEmpty() ? "" : ";").append(number);
        }
    }
}
