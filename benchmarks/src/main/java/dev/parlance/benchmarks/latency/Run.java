package dev.parlance.benchmarks.latency;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What every run of a benchmark does around its measuring. */
public final class Run {
    private static final int WRONG_USAGE = 2;

    private Run() {}

    /** What the benchmark does with its options; the folder is there for it alone. */
    public interface Measuring {
        /** Measures and reports. */
        void with(RunOptions options, Path folder) throws IOException, InterruptedException;
    }

    /** Runs it: the checkout's root first, then the options. An error ends the program with a line that says which. */
    public static void main(
            List<String> arguments, String usage, RunOptions full, RunOptions quick, Measuring measuring)
            throws InterruptedException {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            System.out.print(usage);
            return;
        }
        try {
            RunOptions options = full.parse(arguments, quick);
            inFolder(options, measuring);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.print(usage);
            System.exit(WRONG_USAGE);
        } catch (IOException failed) {
            System.err.println("The run ended without a result: " + failed.getMessage());
            System.exit(1);
        }
    }

    private static void inFolder(RunOptions options, Measuring measuring) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("parlance-bench");
        try {
            measuring.with(options, folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** The kernel's load average of the last minute, which tells what else went on. */
    public static String loadAverage() throws IOException {
        return Files.readString(Path.of("/proc/loadavg"), StandardCharsets.US_ASCII)
                .split(" ", 2)[0];
    }

    /** The same in the order of that round: each begins once before another does again. */
    public static <T> List<T> inTurn(List<T> all, int round) {
        List<T> order = new ArrayList<>(all);
        Collections.rotate(order, -(round % Math.max(1, all.size())));
        return order;
    }
}
