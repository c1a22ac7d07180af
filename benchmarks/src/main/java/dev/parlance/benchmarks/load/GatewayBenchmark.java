package dev.parlance.benchmarks.load;

import dev.parlance.benchmarks.ResultsLog;
import dev.parlance.benchmarks.latency.Spread;
import dev.parlance.benchmarks.proxy.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures the gateway against nginx and other proxies in interleaved rounds, prints a table, appends it to the log of results and draws a
 * chart.
 */
public final class GatewayBenchmark {
    private static final int CONNECTIONS = 1024;

    private final LoadOptions options;

    private GatewayBenchmark(LoadOptions options) {
        this.options = options;
    }

    /** The checkout's root, then the options; see {@link LoadOptions#USAGE}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> all = List.of(arguments);
        if (all.contains("--help") || all.contains("-h")) {
            System.out.print(LoadOptions.USAGE);
            return;
        }
        LoadOptions options;
        try {
            options = LoadOptions.parse(Path.of(all.getFirst()), all.subList(1, all.size()));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.print(LoadOptions.USAGE);
            System.exit(2);
            return;
        }
        new GatewayBenchmark(options).run();
    }

    private void run() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("parlance-bench");
        try {
            measure(folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private void measure(Path folder) throws IOException, InterruptedException {
        String loadAverage = Files.readString(Path.of("/proc/loadavg"), StandardCharsets.US_ASCII)
                .split(" ", 2)[0];
        try (ConstantUpstream upstream = ConstantUpstream.start()) {
            Setting setting = new Setting(folder, upstream.port(), CONNECTIONS, options.checkout(), options.program());
            try (Peers peers = Peers.start(setting, options.proxies())) {
                List<Comparison> comparisons = new ArrayList<>();
                for (Workload workload : options.cases()) {
                    comparisons.add(Rounds.run(options, peers, workload));
                }
                report(comparisons, peers.description(), loadAverage);
            }
            if (!upstream.isAlive()) {
                throw new IOException("The upstream died");
            }
        }
    }

    private void report(List<Comparison> comparisons, String who, String loadAverage)
            throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder(Comparison.HEAD);
        for (Comparison comparison : comparisons) {
            table.append(comparison.rows());
        }
        System.out.print(table);
        Path chart =
                options.checkout().resolve(options.log() ? "benchmarks/gateway.svg" : "benchmarks/target/gateway.svg");
        Files.createDirectories(chart.resolveSibling("."));
        Files.writeString(chart, Chart.of(comparisons), StandardCharsets.UTF_8);
        System.err.println("The chart is " + chart);
        if (options.log()) {
            new ResultsLog(options.checkout())
                    .append(
                            "the gateway against its peers",
                            who + " " + options.rounds() + " rounds of " + Spread.plain(options.seconds())
                                    + " s, median (quartiles). Load average at the start " + loadAverage + ".",
                            table.toString());
        }
    }
}
