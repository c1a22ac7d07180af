package dev.parlance.benchmarks.pure;

import dev.parlance.benchmarks.ResultsLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the JMH benchmarks with the profiler of allocation and appends a summary to the log of results. */
public final class PureBenchmarks {
    private PureBenchmarks() {}

    /** The checkout's root, then options of JMH; {@code --no-log} keeps the summary out of the log. */
    public static void main(String[] arguments)
            throws RunnerException, CommandLineOptionException, IOException, InterruptedException {
        List<String> options = new ArrayList<>(Arrays.asList(arguments).subList(1, arguments.length));
        boolean log = !options.remove("--no-log");
        CommandLineOptions given = new CommandLineOptions(options.toArray(new String[0]));
        if (given.shouldHelp()) {
            given.showHelp();
            return;
        }
        OptionsBuilder builder = new OptionsBuilder();
        builder.parent(given).addProfiler(GCProfiler.class);
        if (given.getIncludes().isEmpty()) {
            builder.include("dev\\.parlance\\..*");
        }
        String table = table(new Runner(builder.build()).run());
        System.out.print("\n" + table);
        if (log) {
            new ResultsLog(Path.of(arguments[0]))
                    .append("the pure parts (JMH)", "Mean of the iterations ± 99.9 % error.", table);
        }
    }

    private static String table(Collection<RunResult> results) {
        StringBuilder table = new StringBuilder("| Benchmark | with | ns | bytes allocated |\n|---|---|---|---|\n");
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            StringBuilder with = new StringBuilder();
            for (String key : result.getParams().getParamsKeys()) {
                with.append(with.isEmpty() ? "" : ", ")
                        .append(result.getParams().getParam(key));
            }
            Result<?> time = result.getPrimaryResult();
            Result<?> memory = result.getSecondaryResults().get("gc.alloc.rate.norm");
            table.append("| ").append(name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1));
            table.append(" | ").append(with);
            table.append(" | ").append(whole(time.getScore())).append(" ± ").append(whole(time.getScoreError()));
            table.append(" | ")
                    .append(memory == null ? "" : whole(memory.getScore()))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String whole(double figure) {
        return String.format(Locale.ROOT, "%,.0f", figure).replace(',', ' ');
    }
}
