package dev.parlance.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Lines of a certain width under marks and indentations: of lists, of quotes. Not thread-safe. */
final class Page {
    private static final class Margin {
        private final String rest;
        private final char style;
        private String next;

        private Margin(String first, String rest, char style) {
            this.next = first;
            this.rest = rest;
            this.style = style;
        }
    }

    private final StyledText out = new StyledText();
    private final List<Margin> margins = new ArrayList<>();
    private final int width;
    private boolean begun;

    Page(int width) {
        this.width = Math.max(1, width);
    }

    StyledText text() {
        return out;
    }

    /** Sets lines under a margin until {@link #close}. */
    void open(String first, String rest, char style) {
        margins.add(new Margin(first, rest, style));
    }

    /** Ends the innermost margin; a mark that no line stood behind stands alone. */
    void close() {
        if (!margins.getLast().next.equals(margins.getLast().rest)) {
            line();
        }
        margins.removeLast();
    }

    /** Begins a line and tells how many cells its margins take. */
    int line() {
        if (begun) {
            out.append("\n", Style.NONE);
        }
        begun = true;
        int cells = 0;
        for (Margin margin : shown()) {
            out.append(margin.next, margin.style);
            cells += Cells.width(margin.next);
        }
        margins.forEach(margin -> margin.next = margin.rest);
        return cells;
    }

    /** A line with nothing on it but the marks of quotes. */
    void blank() {
        out.append("\n", Style.NONE);
        StyledText marks = new StyledText();
        shown().forEach(margin -> marks.append(margin.rest, margin.style));
        String words = marks.text().toString().stripTrailing();
        for (int at = 0; at < words.length(); at++) {
            out.append(words.substring(at, at + 1), marks.styleAt(at));
        }
    }

    /** Words, with new lines where they are needed. */
    void flow(StyledText words) {
        LineFiller filler = new LineFiller(out, width, line(), this::line);
        filler.add(words);
        filler.finish();
    }

    /** A line that keeps its blanks, continued on further lines where it is too long. */
    void verbatim(String words, char style) {
        if (words.isBlank() && begun && margins.stream().allMatch(margin -> margin.next.equals(margin.rest))) {
            blank();
            return;
        }
        int start = line();
        int column = start;
        for (int at = 0; at < words.length(); ) {
            int end = Cells.end(words, at);
            int cells = Cells.widthAt(words, at);
            if (column > start && column + cells > width) {
                start = line();
                column = start;
            }
            out.append(words.substring(at, end), style);
            column += cells;
            at = end;
        }
    }

    /** A line that is known to fit. */
    void raw(StyledText words) {
        line();
        out.append(words);
    }

    /** The cells that a line has now beside its margins. */
    int room() {
        int taken =
                shown().stream().mapToInt(margin -> Cells.width(margin.rest)).sum();
        return Math.max(1, width - taken);
    }

    /** The margins, innermost first left out where they would take more than half of the width. */
    private List<Margin> shown() {
        int taken = 0;
        int from = margins.size();
        while (from > 0) {
            taken += Cells.width(margins.get(from - 1).rest);
            if (taken > width / 2 && from < margins.size()) {
                break;
            }
            from--;
        }
        return margins.subList(from, margins.size());
    }
}
