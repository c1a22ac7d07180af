package dev.parlance.benchmarks.load;

import java.nio.file.Path;
import java.util.List;

/**
 * What the command line asked for.
 *
 * @param checkout the root of the sources
 * @param program the command that starts the gateway when {@code serve} and its options follow
 * @param rounds how often each proxy is measured
 * @param seconds how long each time
 * @param warmUp how long the gateway may take until its cost settles, in seconds
 * @param cases the names of the workloads to run
 * @param log whether to append to the log of results
 */
record LoadOptions(
        Path checkout, String program, int rounds, double seconds, double warmUp, List<String> cases, boolean log) {
    static final String USAGE = """
            benchmarks/run gateway [--quick] [--rounds N] [--seconds N] [--warm-up N] [--cases plain-1k,plain-212k,stream,paced]
                                   [--program COMMAND] [--no-log]
              --quick     3 rounds of 1 second: shows that all works, its numbers are not for keeping
              --rounds    how often each of the two is measured, in turns (9)
              --seconds   how long each time (3)
              --warm-up   how many seconds the gateway may take until its cost settles (60)
              --program   another build of the gateway (./parlance of this checkout)
              --no-log    do not append to benchmarks/results.md
            """;

    static LoadOptions parse(Path checkout, String[] arguments) {
        LoadOptions options = new LoadOptions(
                checkout,
                checkout.resolve("parlance").toString(),
                9,
                3,
                60,
                List.of("plain-1k", "plain-212k", "stream", "paced"),
                true);
        for (int index = 0; index < arguments.length; index++) {
            String name = arguments[index];
            options = switch (name) {
                case "--quick" -> options.with(3, 1, 10);
                case "--no-log" ->
                    new LoadOptions(
                            checkout,
                            options.program,
                            options.rounds,
                            options.seconds,
                            options.warmUp,
                            options.cases,
                            false);
                case "--rounds", "--seconds", "--warm-up", "--cases", "--program" -> {
                    index++;
                    if (index == arguments.length) {
                        throw new IllegalArgumentException(name + " needs a value");
                    }
                    yield options.with(name, arguments[index]);
                }
                default -> throw new IllegalArgumentException("There is no option " + name);
            };
        }
        return options;
    }

    private LoadOptions with(int newRounds, double newSeconds, double newWarmUp) {
        return new LoadOptions(checkout, program, newRounds, newSeconds, newWarmUp, cases, log);
    }

    private LoadOptions with(String name, String value) {
        try {
            return switch (name) {
                case "--rounds" -> with(Math.max(1, Integer.parseInt(value)), seconds, warmUp);
                case "--seconds" -> with(rounds, Double.parseDouble(value), warmUp);
                case "--warm-up" -> with(rounds, seconds, Double.parseDouble(value));
                case "--cases" ->
                    new LoadOptions(checkout, program, rounds, seconds, warmUp, List.of(value.split(",", -1)), log);
                default -> new LoadOptions(checkout, value, rounds, seconds, warmUp, cases, log);
            };
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(name + " needs a number and not " + value, noNumber);
        }
    }
}
