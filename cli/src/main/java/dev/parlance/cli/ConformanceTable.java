package dev.parlance.cli;

import dev.parlance.conformance.Cell;
import dev.parlance.conformance.Door;
import dev.parlance.conformance.Feature;
import dev.parlance.conformance.Outcome;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The result of a conformance run for people: a table of 80 columns for each model, then what there is to say about its cells. */
final class ConformanceTable {
    private static final int LABEL = 28;
    private static final int COLUMN = 13;
    private static final int WIDTH = 80;

    private final List<Cell> cells;
    private final List<Door> doors;

    ConformanceTable(List<Cell> cells, List<Door> doors) {
        this.cells = List.copyOf(cells);
        this.doors = List.copyOf(doors);
    }

    void print(PrintStream out) {
        Map<String, Map<Feature, List<Cell>>> byModel = new LinkedHashMap<>();
        for (Cell cell : cells) {
            byModel.computeIfAbsent(cell.model(), unused -> new TreeMap<>())
                    .computeIfAbsent(cell.feature(), unused -> new ArrayList<>())
                    .add(cell);
        }
        byModel.forEach((model, rows) -> {
            out.println(model);
            out.println(heading());
            rows.forEach((feature, row) -> out.println(line(feature, row)));
            remarks(rows.values()).forEach(out::println);
            out.println();
        });
        out.println(counts());
    }

    private String heading() {
        StringBuilder line = new StringBuilder(padded("", LABEL));
        for (Door door : doors) {
            line.append(padded(shortName(door), COLUMN));
        }
        return line.toString().stripTrailing();
    }

    private static String shortName(Door door) {
        return switch (door) {
            case OPENAI_CHAT -> "chat";
            case OPENAI_RESPONSES -> "responses";
            case ANTHROPIC_MESSAGES -> "messages";
            case GEMINI -> "gemini";
        };
    }

    private static String line(Feature feature, List<Cell> row) {
        StringBuilder line = new StringBuilder(padded(feature.label(), LABEL));
        for (Cell cell : row) {
            line.append(padded(cell.outcome().word(), COLUMN));
        }
        return line.toString().stripTrailing();
    }

    /** What was adjusted, refused, missing or wrong; once where several dialects were told the same. */
    private static List<String> remarks(Iterable<List<Cell>> rows) {
        List<String> remarks = new ArrayList<>();
        for (List<Cell> row : rows) {
            Map<String, Set<String>> inboundByRemark = new LinkedHashMap<>();
            for (Cell cell : row) {
                boolean plain = switch (cell.outcome()) {
                    case Outcome.Works works -> true;
                    case Outcome.Wordless wordless -> true;
                    case Outcome.Skipped skipped -> true;
                    case Outcome.Adjusted adjusted -> false;
                    case Outcome.Refused refused -> false;
                    case Outcome.Absent absent -> false;
                    case Outcome.Failed failed -> false;
                };
                if (!plain) {
                    inboundByRemark
                            .computeIfAbsent(
                                    cell.outcome().word() + ": "
                                            + cell.outcome().detail(),
                                    unused -> new LinkedHashSet<>())
                            .add(cell.inbound());
                }
            }
            inboundByRemark.forEach((remark, inbound) -> {
                String label = row.getFirst().feature().label();
                boolean all = inbound.size() == row.size();
                remarks.addAll(
                        wrapped("  " + label + (all ? "" : " (" + String.join(", ", inbound) + ")") + ", " + remark));
            });
        }
        if (!remarks.isEmpty()) {
            remarks.addFirst("");
        }
        return remarks;
    }

    private String counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String word : List.of("works", "adjusted", "refused", "absent", "FAILED", "no word", "-")) {
            counts.put(word, 0);
        }
        cells.forEach(cell -> counts.merge(cell.outcome().word(), 1, Integer::sum));
        StringBuilder line = new StringBuilder(cells.size() + " cells:");
        counts.forEach((word, count) -> {
            if (count > 0) {
                line.append(' ')
                        .append(count)
                        .append(' ')
                        .append(word.equals("-") ? "not asked" : word)
                        .append(',');
            }
        });
        return line.substring(0, line.length() - 1);
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > WIDTH) {
            int cut = rest.lastIndexOf(' ', WIDTH);
            cut = cut <= 6 ? WIDTH : cut;
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = "      " + rest.substring(cut).strip();
        }
        lines.add(rest);
        return lines;
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }
}
