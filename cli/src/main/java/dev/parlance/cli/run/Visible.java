package dev.parlance.cli.run;

import java.util.ArrayList;
import java.util.List;

/**
 * Words of a model or a file on a terminal. Everything that could move the cursor, turn the direction of writing or hide itself is spelt out,
 * and each row is broken here and marked, never by the terminal: so nothing of it can look like a question of ours.
 */
final class Visible {
    private static final String MARK = "  | ";
    private static final int NARROWEST = 8;

    private Visible() {}

    /** The same text, what cannot be seen as {@code \\u{1b}}. Line ends too. */
    static String of(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (seen(point)) {
                visible.appendCodePoint(point);
            } else {
                visible.append("\\u{").append(Integer.toHexString(point)).append('}');
            }
        });
        return visible.toString();
    }

    /** Rows for a terminal of that width, each behind a mark. */
    static List<String> block(List<String> texts, int columns) {
        List<String> rows = new ArrayList<>();
        for (String text : texts) {
            for (String line : text.split("\r?\n", -1)) {
                rows(of(line.replace("\t", "    ")), MARK, columns, rows);
            }
        }
        return rows;
    }

    /** A sentence of ours with words of others in it, as rows. */
    static List<String> sentence(String text, int columns) {
        List<String> rows = new ArrayList<>();
        rows(of(text), "", columns, rows);
        return rows;
    }

    /** The beginning of the text, at most that wide. */
    static String cut(String text, int cells) {
        if (cells(text) <= cells) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int left = cells - 2;
        for (int point : text.codePoints().toArray()) {
            left -= cells(point);
            if (left < 0) {
                break;
            }
            cut.appendCodePoint(point);
        }
        return cells < 2 ? "" : cut.append('…').toString();
    }

    /**
     * How wide a text is at most. Terminals disagree about everything beyond ASCII, so all of it counts as wide: a row that is too short does
     * no harm, and one that is too long breaks where it should not.
     */
    static int cells(String text) {
        return text.codePoints().map(Visible::cells).sum();
    }

    private static int cells(int point) {
        return point < 0x80 ? 1 : 2;
    }

    private static void rows(String line, String mark, int columns, List<String> rows) {
        // One column stays free: some terminals break already when the last one is filled.
        int most = Math.max(NARROWEST, columns - 1 - mark.length());
        StringBuilder row = new StringBuilder(mark);
        int used = 0;
        for (int point : line.codePoints().toArray()) {
            if (used + cells(point) > most) {
                rows.add(row.toString());
                row = new StringBuilder(mark);
                used = 0;
            }
            row.appendCodePoint(point);
            used += cells(point);
        }
        rows.add(row.toString());
    }

    private static boolean seen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
