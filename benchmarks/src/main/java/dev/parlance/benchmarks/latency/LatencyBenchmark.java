package dev.parlance.benchmarks.latency;

import dev.parlance.benchmarks.ResultsLog;
import dev.parlance.benchmarks.proxy.Child;
import dev.parlance.benchmarks.proxy.Door;
import dev.parlance.benchmarks.proxy.Program;
import dev.parlance.benchmarks.proxy.Proxy;
import dev.parlance.benchmarks.proxy.Route;
import dev.parlance.benchmarks.proxy.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Measures how much later an answer, and each chunk of a stream, comes through a proxy, prints two tables and appends them to the log of results. */
public final class LatencyBenchmark {
    private static final String ADDED = "added";
    private static final String TRANSLATED = "added-translated";
    private static final String CHUNKS = "chunks-";
    private static final List<String> PARTS = List.of(ADDED, TRANSLATED, "chunks-8", "chunks-64");

    private static final List<String> QUICK_PARTS = List.of(ADDED, TRANSLATED, "chunks-8");

    private static final String USAGE = """
            benchmarks/run latency [--quick] [--rounds N] [--seconds N] [--warm-up N] [--parts added,added-translated,chunks-8,chunks-64]
                                   [--proxies NAMES] [--program COMMAND] [--no-log]
            """ + RunOptions.USAGE;

    private final RunOptions options;
    private final List<Proxy> proxies = new ArrayList<>();
    private final int upstream;

    private LatencyBenchmark(RunOptions options, int upstream) {
        this.options = options;
        this.upstream = upstream;
    }

    /** The checkout's root, then the options; {@code --help} lists them. */
    public static void main(String[] arguments) throws InterruptedException {
        List<String> all = List.of(arguments);
        RunOptions full = RunOptions.of(Path.of(all.getFirst()), 9, 5, 60, PARTS);
        Run.main(all.subList(1, all.size()), USAGE, full, full.quick(2, 1, 10, QUICK_PARTS), LatencyBenchmark::measure);
    }

    private static void measure(RunOptions options, Path folder) throws IOException, InterruptedException {
        for (String part : options.parts()) {
            if (!part.equals(ADDED) && !part.equals(TRANSLATED)) {
                streamsAtOnce(part);
            }
        }
        String load = Run.loadAverage();
        try (Child.Listening stamping = StampingUpstream.start(StampingUpstream.Manner.STAMPED)) {
            LatencyBenchmark benchmark = new LatencyBenchmark(options, stamping.port());
            Setting usual = Setting.of(folder, stamping.port(), options.checkout());
            Setting setting = new Setting(
                    usual.folder(), usual.upstream(), usual.connections(), usual.checkout(), options.program());
            try {
                for (Program program : options.programs(setting)) {
                    benchmark.proxies.add(program.start(setting));
                }
                benchmark.report(benchmark.added(), benchmark.chunks(), load);
            } finally {
                benchmark.proxies.forEach(Proxy::close);
            }
        }
    }

    private static int streamsAtOnce(String part) {
        try {
            if (part.startsWith(CHUNKS)) {
                return Math.max(1, Integer.parseInt(part.substring(CHUNKS.length())));
            }
        } catch (NumberFormatException none) {
            // It is told below, as for any other word.
        }
        throw new IllegalArgumentException("There is no part " + part + "; for example " + String.join(",", PARTS));
    }

    private String added() throws IOException, InterruptedException {
        StringBuilder rows = new StringBuilder();
        for (Route route : List.of(Route.PLAIN, Route.PLAIN_TRANSLATED)) {
            if (options.parts().contains(route.translated() ? TRANSLATED : ADDED)) {
                rows.append(added(route));
            }
        }
        return rows.isEmpty() ? "" : AddedLatency.HEAD + rows;
    }

    private String added(Route route) throws IOException, InterruptedException {
        Call direct = Call.direct(route, upstream);
        AddedLatency.maximum(direct, options);
        List<AddedLatency> all = new ArrayList<>();
        try {
            for (Call call : calls(route)) {
                all.add(AddedLatency.of(call, direct, options));
            }
            for (int round = 0; round < options.rounds(); round++) {
                for (AddedLatency one : Run.inTurn(all, round)) {
                    one.round(round, options.seconds());
                }
            }
            return all.stream().map(AddedLatency::row).collect(Collectors.joining());
        } finally {
            for (AddedLatency one : all) {
                one.close();
            }
        }
    }

    private String chunks() throws IOException, InterruptedException {
        StringBuilder rows = new StringBuilder();
        for (String part : options.parts()) {
            if (part.startsWith(CHUNKS)) {
                for (Route route : List.of(Route.STREAMED, Route.STREAMED_TRANSLATED)) {
                    rows.append(chunks(route, streamsAtOnce(part)));
                }
            }
        }
        return rows.isEmpty() ? "" : ChunkDelay.HEAD + rows;
    }

    private String chunks(Route route, int atOnce) throws IOException, InterruptedException {
        List<Call> calls = new ArrayList<>();
        calls.add(Call.direct(route, upstream));
        calls.addAll(calls(route));
        List<ChunkDelay> all = new ArrayList<>();
        try {
            for (Call call : calls) {
                all.add(ChunkDelay.of(call, atOnce, options));
            }
            for (int round = 0; round < options.rounds(); round++) {
                for (ChunkDelay one : Run.inTurn(all, round)) {
                    one.round(round, options.seconds());
                }
            }
            return all.stream().map(ChunkDelay::row).collect(Collectors.joining());
        } finally {
            for (ChunkDelay one : all) {
                one.close();
            }
        }
    }

    /** Of all proxies that have the route. */
    private List<Call> calls(Route route) {
        List<Call> calls = new ArrayList<>();
        for (Proxy proxy : proxies) {
            Door door = proxy.door(route).orElse(null);
            if (door != null) {
                calls.add(Call.of(proxy.name(), route, door));
            }
        }
        return calls;
    }

    private void report(String added, String chunks, String load) throws IOException, InterruptedException {
        String tables = added + (added.isEmpty() || chunks.isEmpty() ? "" : "\n") + chunks;
        System.out.print(tables);
        if (options.log()) {
            String versions = proxies.stream()
                    .map(proxy -> proxy.name() + " " + proxy.version())
                    .collect(Collectors.joining(", "));
            new ResultsLog(options.checkout())
                    .append(
                            "added latency and delay of chunks",
                            versions + ". " + options.remark()
                                    + " Calls leave at appointed times at 30 % of the proxy's own maximum. Load average at the start "
                                    + load + ".",
                            tables);
        }
    }
}
