package dev.parlance.benchmarks.latency;

import dev.parlance.benchmarks.proxy.Program;
import dev.parlance.benchmarks.proxy.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asked for.
 *
 * @param checkout the root of the sources
 * @param program the command that starts the gateway when {@code serve} and its options follow
 * @param rounds how often each proxy is measured
 * @param seconds how long each time
 * @param warmUp how long a proxy may take until its cost settles, in seconds
 * @param parts the names of what is measured
 * @param proxies the names of the proxies, or empty for all that are installed
 * @param log whether to append to the log of results
 */
public record RunOptions(
        Path checkout,
        String program,
        int rounds,
        double seconds,
        double warmUp,
        List<String> parts,
        List<String> proxies,
        boolean log) {
    /** The options that are the same for all; each benchmark says what its parts are. */
    public static final String USAGE = """
              --quick     few and short rounds: shows that all works, its numbers are not for keeping
              --rounds    how often each proxy is measured, in turns
              --seconds   how long each time
              --warm-up   how many seconds a proxy may take until its speed settles
              --parts     what is measured, with commas between
              --proxies   for example nginx,Parlance (all that are installed)
              --program   another build of the gateway (./parlance of this checkout)
              --no-log    do not append to benchmarks/results.md
            """;

    /** A full run: everything that can be asked for, of all proxies. */
    public static RunOptions of(Path checkout, int rounds, double seconds, double warmUp, List<String> parts) {
        return new RunOptions(
                checkout, checkout.resolve("parlance").toString(), rounds, seconds, warmUp, parts, List.of(), true);
    }

    /** The same with fewer and shorter rounds and other parts. */
    public RunOptions quick(int fewer, double shorter, double cooler, List<String> others) {
        return new RunOptions(checkout, program, fewer, shorter, cooler, others, proxies, false);
    }

    /**
     * These, changed by the arguments.
     *
     * @param quick what {@code --quick} makes of them
     * @throws IllegalArgumentException when an argument is none
     */
    public RunOptions parse(List<String> arguments, RunOptions quick) {
        RunOptions options = arguments.contains("--quick") ? quick : this;
        for (int index = 0; index < arguments.size(); index++) {
            String name = arguments.get(index);
            switch (name) {
                case "--quick" -> {}
                case "--no-log" -> options = options.with(name, "");
                default -> {
                    index++;
                    if (index == arguments.size()) {
                        throw new IllegalArgumentException("There is no option " + name + ", or it needs a value");
                    }
                    options = options.with(name, arguments.get(index));
                }
            }
        }
        return options;
    }

    private RunOptions with(String name, String value) {
        try {
            return switch (name) {
                case "--rounds" -> with(Math.max(1, Integer.parseInt(value)), seconds, warmUp);
                case "--seconds" -> with(rounds, Double.parseDouble(value), warmUp);
                case "--warm-up" -> with(rounds, seconds, Double.parseDouble(value));
                case "--parts" -> with(List.of(value.split(",", -1)), proxies);
                case "--proxies" -> with(parts, List.of(value.split(",", -1)));
                case "--program" -> new RunOptions(checkout, value, rounds, seconds, warmUp, parts, proxies, log);
                case "--no-log" -> new RunOptions(checkout, program, rounds, seconds, warmUp, parts, proxies, false);
                default -> throw new IllegalArgumentException("There is no option " + name);
            };
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(name + " needs a number and not " + value, noNumber);
        }
    }

    private RunOptions with(int newRounds, double newSeconds, double newWarmUp) {
        return new RunOptions(checkout, program, newRounds, newSeconds, newWarmUp, parts, proxies, log);
    }

    private RunOptions with(List<String> newParts, List<String> newProxies) {
        return new RunOptions(checkout, program, rounds, seconds, warmUp, newParts, newProxies, log);
    }

    /**
     * What can be started of what was asked for, nginx first; says what is left out and how to get it.
     *
     * @throws IllegalArgumentException when there is no such proxy, or nginx or one asked for by name is missing
     */
    public List<Program> programs(Setting setting) {
        List<String> unknown = new ArrayList<>(proxies);
        List<Program> programs = new ArrayList<>();
        for (Program candidate : Program.all()) {
            unknown.remove(candidate.name());
            if (!proxies.isEmpty() && !proxies.contains(candidate.name())) {
                continue;
            }
            Optional<String> missing = candidate.missing(setting);
            if (missing.isEmpty()) {
                programs.add(candidate);
            } else if (!proxies.isEmpty() || candidate.name().equals("nginx")) {
                throw new IllegalArgumentException(candidate.name() + " is missing: " + missing.get());
            } else {
                System.err.println("without " + candidate.name() + ", which is not installed: " + missing.get());
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("There is no proxy " + unknown.getFirst());
        }
        return programs;
    }

    /** The settings of the run in a sentence, for the log. */
    public String remark() {
        return rounds + " rounds of " + Spread.format(seconds, 0) + " s, the proxies taking turns; median (quartiles).";
    }
}
