package dev.parlance.cli.law;

import dev.parlance.conformance.Cell;
import dev.parlance.conformance.Door;
import dev.parlance.conformance.Feature;
import dev.parlance.conformance.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the page says around its tables. */
final class MatrixWords {
    static final String INTRODUCTION = """
            # Conformance

            What every feature comes to at every host, for clients of each of the four dialects. This page is written by a test
            (`cli`, `ConformanceMatrixTest`): it starts the gateway in front of the sandbox, plays every scenario through every dialect with
            the models named below, and compares this file with what came back. The sandbox refuses what the real hosts refuse, as far as
            anybody has written it down.

            ## How to read it

            | Word | Means |
            |---|---|
            | works | asked, answered, and what the feature is about came back |
            | adjusted: x | answered; the gateway changed something about the feature and said so in the header `x-parlance-adjustments` |
            | impossible [n] | the host or the model cannot do it; the note below the table says who says so |
            | no word | the client's dialect has no word for it, so its clients cannot ask (list below) |
            | not yet | neither of these: ours to mend |

            Where the models of a host differ, their letters stand behind the word.

            ## Hold a gateway to it

            ```sh
            ./parlance conformance --model moonshot/kimi-k2.6                       # our own, in front of the sandbox
            ./parlance conformance --base-url URL --key K --model M                 # any gateway that speaks some of the four dialects
            ./parlance conformance --base-url URL --key K --model M --inbound openai-chat,anthropic-messages --features tools,stream --json
            ```

            It prints a table for each model and what there is to say about the cells. The exit code is 0 when nothing failed, 1 when
            something did, 2 when it could not be run. Faults such as a rate limit can be asked of the sandbox alone; elsewhere those rows show
            `-`, unless `--sandbox-markers` says that the gateway stands in front of it. Every run asks real questions: at a real host it costs
            a few cents a model.

            In such a table `refused` is a request that the gateway or its host turned down in so many words, `absent` an answer without an
            error from which the feature is missing without a word, and `FAILED` all that is wrong: an error that says something else, an answer
            that contradicts the request, a stream that ends as a success and is none. `adjusted` needs the header `x-parlance-adjustments`;
            a gateway without it that leaves something out shows `absent`.

            `--foreign-model` names models of other hosts behind the same gateway, whose reasoning is then carried over; `--deadline` is the time
            for one request, `--parallel` how many are under way at once.

            ## How the page is kept

            The scenarios are in `conformance/`, each written once in neutral words and spelled by the dialect's own writer, so that what the
            gateway gets is what a native client sends. Three lists beside them are kept by people: `models.txt` (the models that stand for a
            host), `wordless.txt` (what a dialect has no word for) and `impossible.txt` (what a host cannot do, with evidence). An entry that
            nothing needs any more fails the build, and so does a gap at one of the hosts that the seed projects asked for. After a change:

            ```sh
            ./build -pl cli -am test -Dtest=ConformanceMatrixTest -Dsurefire.failIfNoSpecifiedTests=false \\
              -Djvm.for.tests=-Dparlance.update=true
            ```

            """;

    private static final List<String> KINDS = List.of("works", "adjusted", "impossible", "no word", "not yet");

    private MatrixWords() {}

    static String counts(Map<String, Map<String, Integer>> byHost) {
        Map<String, Integer> sums = new TreeMap<>();
        StringBuilder rows = new StringBuilder();
        byHost.forEach((host, kinds) -> {
            rows.append(row("[" + host + "](#" + host + ")", kinds));
            kinds.forEach((kind, count) -> sums.merge(kind, count, Integer::sum));
        });
        return "## In numbers\n\n" + Feature.values().length + " features, "
                + Door.all().size()
                + " dialects of clients, " + byHost.size() + " hosts with one to four models each.\n\n| Host | "
                + String.join(" | ", KINDS) + " |\n|---|" + "---|".repeat(KINDS.size()) + "\n" + rows
                + row("all", sums) + "\n";
    }

    private static String row(String name, Map<String, Integer> kinds) {
        return "| " + name + " |"
                + KINDS.stream()
                        .map(kind -> " " + kinds.getOrDefault(kind, 0) + " |")
                        .collect(Collectors.joining())
                + "\n";
    }

    static String features() {
        return "## The features\n\n| Feature | Shows |\n|---|---|\n"
                + Arrays.stream(Feature.values())
                        .map(feature -> "| " + feature.label() + " | " + feature.shows() + " |\n")
                        .collect(Collectors.joining())
                + "\n";
    }

    static String wordless(List<Cell> cells) {
        TreeSet<String> lines = new TreeSet<>();
        for (Cell cell : cells) {
            if (cell.outcome() instanceof Outcome.Wordless(String evidence)) {
                lines.add("| " + cell.inbound() + " | " + cell.feature().label() + " | " + evidence + " |\n");
            }
        }
        return "## What clients cannot ask\n\n| Dialect | Feature | Who says so |\n|---|---|---|\n"
                + String.join("", lines) + "\n";
    }
}
