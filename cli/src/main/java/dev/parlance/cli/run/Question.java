package dev.parlance.cli.run;

import java.util.ArrayList;
import java.util.List;

/**
 * What somebody at a terminal is asked before a deed. It fits the screen, for the beginning of what has scrolled away may be what matters:
 * more rows than that are shown when they are asked for.
 *
 * @param size of the terminal
 */
record Question(String tool, Deed deed, Terminal.Size size) {
    /** Even on a screen that is lower. */
    private static final int FEWEST = 4;

    /** Beside the rows of the model: what is left out, the choices, which may take two, and the row of the cursor. */
    private static final int OURS = 4;

    /** The question as far as it fits, without its choices. */
    String text() {
        List<String> rows = rows();
        int most = most();
        if (rows.size() > most) {
            int before = most - most / 2;
            int after = most / 2;
            List<String> shown = new ArrayList<>(rows.subList(0, before));
            // Rows of the model begin with a mark, so this cannot be one of them.
            shown.addAll(Visible.sentence("… " + (rows.size() - most) + " rows are not shown …", size.columns()));
            shown.addAll(rows.subList(rows.size() - after, rows.size()));
            rows = shown;
        }
        return text(rows);
    }

    /** The question with every row of it. */
    String wholeText() {
        return text(rows());
    }

    /** Whether there is more than fits. */
    boolean isCut() {
        return rows().size() > most();
    }

    /** What can be answered. */
    String choices() {
        return "Allow? [y]es once, [a]lways this tool, " + (isCut() ? "[s]how all, " : "") + "[n]o: ";
    }

    private int most() {
        return Math.max(FEWEST, size.rows() - headline().size() - OURS);
    }

    private List<String> headline() {
        return Visible.sentence(tool + " wants to " + deed.headline() + ":", size.columns());
    }

    private List<String> rows() {
        return Visible.block(deed.details(), size.columns());
    }

    private String text(List<String> rows) {
        List<String> all = new ArrayList<>(headline());
        all.addAll(rows);
        return String.join("\n", all) + "\n";
    }
}
