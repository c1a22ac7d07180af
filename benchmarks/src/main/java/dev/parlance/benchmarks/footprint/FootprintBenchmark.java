package dev.parlance.benchmarks.footprint;

import dev.parlance.benchmarks.ResultsLog;
import dev.parlance.benchmarks.latency.Run;
import dev.parlance.benchmarks.latency.RunOptions;
import dev.parlance.benchmarks.latency.Spread;
import dev.parlance.benchmarks.latency.StampingUpstream;
import dev.parlance.benchmarks.proxy.Child;
import dev.parlance.benchmarks.proxy.Program;
import dev.parlance.benchmarks.proxy.Proxy;
import dev.parlance.benchmarks.proxy.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures start and memory of the proxies, prints three tables and appends them to the log of results. */
public final class FootprintBenchmark {
    private static final String START = "start";
    private static final String SATURATION = "saturation";
    private static final String HTTP1 = "http1-";
    private static final String HTTP2 = "http2-";

    /** A process may have 20,000 files open on many machines, and a stream over HTTP/1.1 takes two of a proxy's. */
    private static final List<String> PARTS = List.of(START, SATURATION, "http1-1000", "http1-9900", "http2-10000");

    private static final List<String> QUICK_PARTS = List.of(START, SATURATION, "http1-200", "http2-400");

    private static final String USAGE = """
            benchmarks/run footprint [--quick] [--rounds N] [--seconds N] [--parts start,saturation,http1-1000,http1-9900,http2-10000]
                                     [--proxies NAMES] [--program COMMAND] [--no-log]
            """ + RunOptions.USAGE + """
              Memory differs little from one process to the next: it is measured a third as often as the start.
            """;

    private FootprintBenchmark() {}

    /** The checkout's root, then the options; {@code --help} lists them. */
    public static void main(String[] arguments) throws InterruptedException {
        List<String> all = List.of(arguments);
        RunOptions full = RunOptions.of(Path.of(all.getFirst()), 9, 10, 0, PARTS);
        Run.main(
                all.subList(1, all.size()), USAGE, full, full.quick(1, 2, 0, QUICK_PARTS), FootprintBenchmark::measure);
    }

    private static void measure(RunOptions options, Path folder) throws IOException, InterruptedException {
        List<StreamsPart> streams = new ArrayList<>();
        for (String part : options.parts()) {
            if (!part.equals(START) && !part.equals(SATURATION)) {
                streams.add(streams(part));
            }
        }
        String load = Run.loadAverage();
        List<String> tables = new ArrayList<>();
        List<String> versions = new ArrayList<>();
        try (Child.Listening upstream = StampingUpstream.start(StampingUpstream.Manner.WAITING)) {
            Setting usual = Setting.of(folder, upstream.port(), options.checkout());
            Setting setting = new Setting(
                    usual.folder(), usual.upstream(), usual.connections(), usual.checkout(), options.program());
            List<Program> programs = options.programs(setting);
            // Each must start at all, and none is the first to read its program from the disk.
            for (Program program : programs) {
                try (Proxy proxy = program.start(setting)) {
                    versions.add(proxy.name() + " " + proxy.version());
                }
            }
            if (options.parts().contains(START)) {
                tables.add(StartPart.table(options, setting, programs));
            }
            if (options.parts().contains(SATURATION)) {
                tables.add(SaturationPart.table(options, memoryRounds(options), setting, programs));
            }
            if (!streams.isEmpty()) {
                StringBuilder table = new StringBuilder(StreamsPart.HEAD);
                for (StreamsPart part : streams) {
                    table.append(part.rows(memoryRounds(options), setting, programs));
                }
                tables.add(table.toString());
            }
        }
        report(options, versions, String.join("\n", tables), load);
    }

    private static int memoryRounds(RunOptions options) {
        return Math.max(1, options.rounds() / 3);
    }

    private static void report(RunOptions options, List<String> versions, String tables, String load)
            throws IOException, InterruptedException {
        System.out.print(tables);
        if (options.log()) {
            new ResultsLog(options.checkout())
                    .append(
                            "start and memory of the gateway",
                            String.join(", ", versions) + ". " + options.rounds() + " starts of each and "
                                    + memoryRounds(options)
                                    + " processes for each figure of memory (VmRSS), the proxies taking turns; full speed for "
                                    + Spread.format(options.seconds(), 0)
                                    + " s; median (quartiles). The start holds one call of the peers' --version. Every stream that"
                                    + " waited got its end and was complete. Load average at the start " + load + ".",
                            tables);
        }
    }

    private static StreamsPart streams(String part) {
        try {
            if (part.startsWith(HTTP1)) {
                return new StreamsPart(false, Integer.parseInt(part.substring(HTTP1.length())));
            }
            if (part.startsWith(HTTP2)) {
                return new StreamsPart(true, Integer.parseInt(part.substring(HTTP2.length())));
            }
        } catch (NumberFormatException none) {
            // It is told below, as for any other word.
        }
        throw new IllegalArgumentException("There is no part " + part + "; for example " + String.join(",", PARTS));
    }
}
