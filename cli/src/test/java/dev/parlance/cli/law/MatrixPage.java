package dev.parlance.cli.law;

import dev.parlance.conformance.Cell;
import dev.parlance.conformance.Door;
import dev.parlance.conformance.Feature;
import dev.parlance.conformance.Impossible;
import dev.parlance.conformance.Outcome;
import dev.parlance.sandbox.SandboxServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The matrix as a page for people. A place is what a run showed, measured by what people have reviewed as impossible. */
final class MatrixPage {
    private final Map<String, List<String>> models;
    private final Map<String, Map<Feature, Map<String, List<Cell>>>> cells = new LinkedHashMap<>();
    private final List<Cell> all;
    private final List<Impossible> reviewed;
    private final Set<Impossible> needed = new LinkedHashSet<>();
    private final List<String> notYet = new ArrayList<>();
    private final Map<String, Map<String, Integer>> counts = new TreeMap<>();

    /** @param models the representative models by host */
    MatrixPage(Map<String, List<String>> models, List<Cell> cells, List<Impossible> reviewed) {
        this.models = models;
        this.all = List.copyOf(cells);
        this.reviewed = List.copyOf(reviewed);
        for (Cell cell : cells) {
            this.cells
                    .computeIfAbsent(host(cell), unused -> new TreeMap<>())
                    .computeIfAbsent(cell.feature(), unused -> new TreeMap<>())
                    .computeIfAbsent(cell.inbound(), unused -> new ArrayList<>())
                    .add(cell);
        }
    }

    /** The whole page. */
    String text() {
        StringBuilder hosts = new StringBuilder();
        models.forEach((host, names) -> section(host, names, hosts));
        return MatrixWords.INTRODUCTION
                + MatrixWords.counts(counts)
                + MatrixWords.features()
                + MatrixWords.wordless(all)
                + hosts.toString().stripTrailing()
                + "\n";
    }

    /** What is neither there nor impossible, with what came instead. Ask after {@link #text}. */
    List<String> notYet() {
        return List.copyOf(notYet);
    }

    /** Reviewed entries that no place of the matrix needs. Ask after {@link #text}. */
    List<Impossible> needless() {
        return reviewed.stream().filter(entry -> !needed.contains(entry)).toList();
    }

    /** How many places have a word. Ask after {@link #text}. */
    int places() {
        return counts.values().stream()
                .flatMap(kinds -> kinds.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    private void section(String host, List<String> names, StringBuilder page) {
        page.append("## ").append(host).append("\n\n").append(legend(names)).append("\n\n");
        if (!SandboxServer.hosts().contains(host)) {
            page.append("The sandbox has no such host; a server of unknown kind stands in for it.\n\n");
        }
        Map<Feature, Map<String, List<Cell>>> rows = cells.getOrDefault(host, Map.of());
        page.append("| Feature |");
        Door.all().forEach(door -> page.append(' ').append(door.dialect()).append(" |"));
        page.append("\n|---|").append("---|".repeat(Door.all().size())).append('\n');
        List<String> notes = new ArrayList<>();
        rows.forEach((feature, byInbound) -> {
            page.append("| ").append(feature.label()).append(" |");
            for (Door door : Door.all()) {
                List<Cell> row = byInbound.getOrDefault(door.dialect(), List.of());
                page.append(' ').append(place(row, names, notes)).append(" |");
            }
            page.append('\n');
        });
        page.append('\n');
        for (int number = 1; number <= notes.size(); number++) {
            page.append(number).append(". ").append(notes.get(number - 1)).append('\n');
        }
        page.append(notes.isEmpty() ? "" : "\n");
    }

    private static String legend(List<String> names) {
        return names.size() == 1
                ? "Model: " + names.getFirst()
                : "Models: "
                        + IntStream.range(0, names.size())
                                .mapToObj(index -> letter(index) + " " + names.get(index))
                                .collect(Collectors.joining(", "));
    }

    /** One place: what all models came to, or what each did where they differ. */
    private String place(List<Cell> row, List<String> names, List<String> notes) {
        Map<String, List<String>> lettersByWord = new LinkedHashMap<>();
        for (Cell cell : row) {
            lettersByWord
                    .computeIfAbsent(word(cell, notes), unused -> new ArrayList<>())
                    .add(letter(names.indexOf(model(cell))));
        }
        return lettersByWord.entrySet().stream()
                .map(entry -> lettersByWord.size() == 1
                        ? entry.getKey()
                        : entry.getKey() + " (" + String.join(", ", entry.getValue()) + ")")
                .collect(Collectors.joining("; "));
    }

    private String word(Cell cell, List<String> notes) {
        return switch (cell.outcome()) {
            case Outcome.Works works -> counted(cell, "works", "works");
            case Outcome.Adjusted(List<String> how) -> counted(cell, "adjusted", "adjusted: " + String.join(", ", how));
            case Outcome.Wordless wordless -> counted(cell, "no word", "no word");
            case Outcome.Refused refused -> impossibleOrNotYet(cell, notes);
            case Outcome.Absent absent -> impossibleOrNotYet(cell, notes);
            case Outcome.Failed failed -> notYet(cell);
            case Outcome.Skipped skipped -> notYet(cell);
        };
    }

    private String impossibleOrNotYet(Cell cell, List<String> notes) {
        for (Impossible entry : reviewed) {
            if (entry.covers(host(cell), model(cell), cell.inbound(), cell.feature())) {
                needed.add(entry);
                if (!notes.contains(entry.evidence())) {
                    notes.add(entry.evidence());
                }
                return counted(cell, "impossible", "impossible [" + (notes.indexOf(entry.evidence()) + 1) + "]");
            }
        }
        return notYet(cell);
    }

    private String notYet(Cell cell) {
        notYet.add(cell.model() + ", " + cell.inbound() + ", " + cell.feature().label() + ": "
                + cell.outcome().word() + ", " + cell.outcome().detail());
        return counted(cell, "not yet", "not yet");
    }

    private String counted(Cell cell, String kind, String text) {
        counts.computeIfAbsent(host(cell), unused -> new TreeMap<>()).merge(kind, 1, Integer::sum);
        return text;
    }

    private static String host(Cell cell) {
        return cell.model().substring(0, cell.model().indexOf('/'));
    }

    private static String model(Cell cell) {
        return cell.model().substring(cell.model().indexOf('/') + 1);
    }

    private static String letter(int index) {
        return String.valueOf((char) ('a' + index));
    }
}
