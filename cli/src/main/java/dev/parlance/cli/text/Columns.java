package dev.parlance.cli.text;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Rows under headings, each column as wide as its longest cell. Not thread-safe. */
public final class Columns {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** With these headings. */
    public Columns(String... headings) {
        rows.add(List.of(headings));
    }

    /** A row with as many cells as there are headings. */
    public void row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException("This row has " + cells.length + " cells");
        }
        rows.add(List.of(cells));
    }

    /** Prints all of it; nothing stands behind the last cell of a row. */
    public void print(PrintStream out) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = row.get(column);
                line.append(cell).repeat(" ", widths[column] - cell.length()).append(GAP);
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
