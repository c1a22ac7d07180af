package dev.parlance.cli.terminal;

import java.util.function.Supplier;

/** Fills lines with words, as far as they fit. Never splits a character. Not thread-safe. */
final class LineFiller {
    private final StyledText out;
    private final int width;
    private final Supplier<Integer> nextLine;
    private final StyledText word = new StyledText();
    private final StyledText blanks = new StyledText();
    private int start;
    private int column;

    /**
     * @param width the cells of a line
     * @param start the cells that are taken on the first line
     * @param nextLine begins a line in {@code out} and tells how many cells of it are taken
     */
    LineFiller(StyledText out, int width, int start, Supplier<Integer> nextLine) {
        this.out = out;
        this.width = width;
        this.start = start;
        this.column = start;
        this.nextLine = nextLine;
    }

    /** Adds text. Its last word stays open until more comes or {@link #finish}. */
    void add(StyledText text) {
        StringBuilder chars = text.text();
        for (int at = 0; at < chars.length(); ) {
            int end = Cells.end(chars, at);
            char one = chars.charAt(at);
            if (one == '\n') {
                place();
                // Blanks at the end of a line would only wrap.
                blanks.clear();
                line();
            } else if (Character.isWhitespace(one)) {
                place();
                blanks.append(" ", text.styleAt(at));
            } else {
                if (word.length() > 0
                        && Breaks.between(
                                Character.codePointBefore(word.text(), word.length()),
                                Character.codePointAt(chars, at))) {
                    place();
                }
                word.append(chars.substring(at, end), text.styleAt(at));
            }
            at = end;
        }
    }

    /** Places the last word. */
    void finish() {
        place();
        blanks.clear();
    }

    private void place() {
        if (word.length() == 0) {
            return;
        }
        int cells = Cells.width(word.text());
        if (column > start && column + blanks.length() + cells > width) {
            line();
            blanks.clear();
        }
        for (int at = 0; at < blanks.length() && column + 1 < width; at++) {
            out.append(" ", blanks.styleAt(at));
            column++;
        }
        blanks.clear();
        append();
        word.clear();
    }

    /** Appends the word, in pieces where not even a line of its own is long enough. */
    private void append() {
        StringBuilder chars = word.text();
        for (int at = 0; at < chars.length(); ) {
            int end = Cells.end(chars, at);
            int cells = Cells.widthAt(chars, at);
            if (column > start && column + cells > width) {
                line();
            }
            out.append(chars.substring(at, end), word.styleAt(at));
            column += cells;
            at = end;
        }
    }

    private void line() {
        start = nextLine.get();
        column = start;
    }
}
