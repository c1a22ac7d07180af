package dev.parlance.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Node;

/**
 * A table in columns as wide as their cells; on a narrow terminal with cells of several lines; on a very narrow one as a list of rows, each
 * cell after the heading of its column.
 */
final class MarkdownTable {
    private static final int NARROWEST = 8;

    private final Page page;
    private final Look look;
    private final String bar;
    private final List<List<StyledText>> rows = new ArrayList<>();
    private final List<TableCell.Alignment> alignments = new ArrayList<>();

    MarkdownTable(TableBlock table, Page page, Look look) {
        this.page = page;
        this.look = look;
        this.bar = look == Look.PLAIN ? " | " : " │ ";
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                if (row instanceof TableRow) {
                    rows.add(cells(row));
                }
            }
        }
    }

    private List<StyledText> cells(Node row) {
        boolean head = rows.isEmpty();
        List<StyledText> cells = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            cells.add(Inlines.of(cell, head ? Style.BOLD : Style.NONE, look));
            if (head) {
                TableCell.Alignment alignment = cell instanceof TableCell known ? known.getAlignment() : null;
                alignments.add(alignment == null ? TableCell.Alignment.LEFT : alignment);
            }
        }
        return cells;
    }

    void print() {
        int columns = alignments.size();
        int room = page.room() - bar.length() * (columns - 1);
        int[] widths = new int[columns];
        for (List<StyledText> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] =
                        Math.max(widths[column], Cells.width(row.get(column).text()));
            }
        }
        if (IntStream.of(widths).sum() > room && !narrowed(widths, room)) {
            list();
            return;
        }
        for (int row = 0; row < rows.size(); row++) {
            print(rows.get(row), widths);
            if (row == 0) {
                page.verbatim(rule(widths), Style.DIM);
            }
        }
    }

    /** Takes from the widest columns until all fit; false when one would become too narrow to read. */
    private static boolean narrowed(int[] widths, int room) {
        while (IntStream.of(widths).sum() > room) {
            int widest = 0;
            for (int column = 1; column < widths.length; column++) {
                widest = widths[column] > widths[widest] ? column : widest;
            }
            if (widths[widest] <= NARROWEST) {
                return false;
            }
            widths[widest]--;
        }
        return true;
    }

    private String rule(int[] widths) {
        String line = look == Look.PLAIN ? "-" : "─";
        List<String> parts =
                IntStream.of(widths).mapToObj(width -> line.repeat(width)).toList();
        return String.join(look == Look.PLAIN ? "-|-" : "─┼─", parts);
    }

    private void print(List<StyledText> row, int[] widths) {
        List<List<StyledText>> columns = new ArrayList<>();
        int height = 1;
        for (int column = 0; column < widths.length; column++) {
            List<StyledText> lines = wrapped(row.get(column), widths[column]);
            columns.add(lines);
            height = Math.max(height, lines.size());
        }
        for (int at = 0; at < height; at++) {
            page.raw(line(columns, at, widths));
        }
    }

    private StyledText line(List<List<StyledText>> columns, int at, int[] widths) {
        StyledText line = new StyledText();
        for (int column = 0; column < widths.length; column++) {
            List<StyledText> lines = columns.get(column);
            StyledText cell = at < lines.size() ? lines.get(at) : new StyledText();
            int free = Math.max(0, widths[column] - Cells.width(cell.text()));
            int before = switch (alignments.get(column)) {
                case LEFT -> 0;
                case CENTER -> free / 2;
                case RIGHT -> free;
            };
            boolean last = column == widths.length - 1;
            line.append(column == 0 ? "" : bar, Style.DIM)
                    .append(" ".repeat(before), Style.NONE)
                    .append(cell)
                    .append(" ".repeat(last ? 0 : free - before), Style.NONE);
        }
        return line;
    }

    private static List<StyledText> wrapped(StyledText cell, int width) {
        List<StyledText> lines = new ArrayList<>();
        Page column = new Page(width);
        column.flow(cell);
        StyledText all = column.text();
        StyledText line = new StyledText();
        for (int at = 0; at < all.length(); at++) {
            char one = all.text().charAt(at);
            if (one == '\n') {
                lines.add(line);
                line = new StyledText();
            } else {
                line.append(String.valueOf(one), all.styleAt(at));
            }
        }
        lines.add(line);
        return lines;
    }

    private void list() {
        List<StyledText> heads = rows.getFirst();
        for (int row = 1; row < rows.size(); row++) {
            if (row > 1) {
                page.blank();
            }
            for (int column = 0; column < heads.size(); column++) {
                StyledText line = new StyledText();
                line.append(heads.get(column)).append(": ", Style.BOLD);
                page.flow(line.append(rows.get(row).get(column)));
            }
        }
    }
}
