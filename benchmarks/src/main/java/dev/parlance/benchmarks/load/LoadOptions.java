package dev.parlance.benchmarks.load;

import dev.parlance.benchmarks.proxy.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the command line asked for. Not to be changed after {@link #parse}. */
final class LoadOptions {
    static final String USAGE = """
            benchmarks/run gateway [--quick] [--rounds N] [--seconds N] [--warm-up N] [--cases NAMES] [--proxies NAMES]
                                   [--program COMMAND] [--no-log]
              --quick     2 rounds of a quarter of a second: shows that all works, its numbers are not kept
              --rounds    how often each proxy is measured, in turns (9)
              --seconds   how long each time (3)
              --warm-up   how many seconds a proxy that compiles itself may take until its cost settles (60)
              --cases     some of plain-1k, plain-16k, plain-212k, plain-2m, stream, paced, translated-1k, translated-212k,
                          translated-stream (these are run without this option), and the same conversations without tools:
                          bare-plain-1k, bare-plain-16k, bare-plain-212k, bare-plain-2m, bare-translated-1k, bare-translated-212k;
                          bare for all of the latter, all for all
              --proxies   nginx and Parlance, which are always measured, and some of HAProxy, Caddy, Portkey, claude-code-router
                          (all that are installed)
              --program   another build of the gateway (./parlance of this checkout)
              --no-log    leave benchmarks/results.md and benchmarks/gateway.svg as they are
            """;

    private final Path checkout;
    private String program;
    private int rounds = 9;
    private double seconds = 3;
    private double warmUp = 60;
    private List<Workload> cases = Workload.usual();
    private List<String> proxies = names();
    private boolean log = true;

    private LoadOptions(Path checkout) {
        this.checkout = checkout;
        program = checkout.resolve("parlance").toString();
    }

    static LoadOptions parse(Path checkout, List<String> arguments) {
        LoadOptions options = new LoadOptions(checkout);
        for (int index = 0; index < arguments.size(); index++) {
            String name = arguments.get(index);
            switch (name) {
                case "--quick" -> options.quick();
                case "--no-log" -> options.log = false;
                case "--rounds", "--seconds", "--warm-up", "--cases", "--proxies", "--program" -> {
                    index++;
                    if (index == arguments.size()) {
                        throw new IllegalArgumentException(name + " needs a value");
                    }
                    options.set(name, arguments.get(index));
                }
                default -> throw new IllegalArgumentException("There is no option " + name);
            }
        }
        return options;
    }

    private void quick() {
        rounds = 2;
        seconds = 0.25;
        warmUp = 0.25;
        log = false;
    }

    private void set(String name, String value) {
        try {
            switch (name) {
                case "--rounds" -> rounds = Math.max(1, Integer.parseInt(value));
                case "--seconds" -> seconds = Double.parseDouble(value);
                case "--warm-up" -> warmUp = Double.parseDouble(value);
                case "--cases" -> cases = cases(value);
                case "--proxies" -> proxies = names(value, names());
                default -> program = value;
            }
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(name + " needs a number and not " + value, noNumber);
        }
    }

    private static List<Workload> cases(String value) {
        List<Workload> all = Stream.concat(Workload.usual().stream(), Workload.bare().stream())
                .toList();
        return switch (value) {
            case "all" -> all;
            case "bare" -> Workload.bare();
            default -> {
                List<String> names =
                        names(value, all.stream().map(Workload::name).toList());
                yield all.stream().filter(each -> names.contains(each.name())).toList();
            }
        };
    }

    private static List<String> names() {
        return Program.all().stream().map(Program::name).toList();
    }

    private static List<String> names(String value, List<String> known) {
        List<String> names = List.of(value.split(",", -1));
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("There is no " + name + ", only " + String.join(", ", known));
            }
        }
        return names;
    }

    /** The root of the sources. */
    Path checkout() {
        return checkout;
    }

    /** The command that starts the gateway when {@code serve} and its options follow. */
    String program() {
        return program;
    }

    /** How often each proxy is measured. */
    int rounds() {
        return rounds;
    }

    /** How long each time. */
    double seconds() {
        return seconds;
    }

    /** How many seconds a proxy that compiles itself may take until its cost settles. */
    double warmUp() {
        return warmUp;
    }

    /** What to measure. */
    List<Workload> cases() {
        return cases;
    }

    /** The names of those to measure beside the floor and the gateway, which may be among them. */
    List<String> proxies() {
        return proxies;
    }

    /** Whether to append to the log of results and to draw the chart anew. */
    boolean log() {
        return log;
    }
}
