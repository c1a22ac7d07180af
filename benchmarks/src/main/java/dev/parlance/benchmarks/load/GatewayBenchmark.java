package dev.parlance.benchmarks.load;

import dev.parlance.benchmarks.ResultsLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Measures the gateway against nginx in interleaved rounds, prints a table and appends it to the log of results. */
public final class GatewayBenchmark {
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
            options = LoadOptions.parse(
                    Path.of(all.getFirst()), all.subList(1, all.size()).toArray(new String[0]));
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
                    Files.delete(file);
                }
            }
        }
    }

    private void measure(Path folder) throws IOException, InterruptedException {
        Child.Listening upstream = Child.listening(new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Upstream.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT));
        try (Child constant = upstream.child()) {
            Nginx nginx = Nginx.start(folder, upstream.port());
            try (Child floor = nginx.child()) {
                Child.Listening gateway = gateway(upstream.port());
                try (Child program = gateway.child()) {
                    report(compare(floor, nginx, program, gateway.port()));
                }
            }
            if (!constant.isAlive()) {
                throw new IOException("The upstream died");
            }
        }
    }

    private Child.Listening gateway(int upstream) throws IOException {
        ProcessBuilder command = new ProcessBuilder(options.program(), "serve", "--port", "0")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        command.environment().put("OPENAI_COMPATIBLE_BASE_URL", "http://127.0.0.1:" + upstream + "/v1");
        return Child.listening(command);
    }

    private List<Comparison> compare(Child floor, Nginx nginx, Child program, int port)
            throws IOException, InterruptedException {
        List<Comparison> comparisons = new ArrayList<>();
        for (Workload workload : Workload.all()) {
            if (options.cases().contains(workload.name())) {
                int floorPort = nginx.port(workload.streaming());
                Answer floorAnswer = workload.checked(floorPort, "nginx");
                Answer answer = workload.checked(port, "Parlance");
                try (Load floorLoad = new Load(floorPort, workload.request(), floorAnswer, "nginx");
                        Load load = new Load(port, workload.request(), answer, "Parlance")) {
                    floorLoad.run(1);
                    load.run(options.warmUp());
                    comparisons.add(rounds(workload, floor, floorLoad, program, load));
                }
            }
        }
        return comparisons;
    }

    private Comparison rounds(Workload workload, Child floor, Load floorLoad, Child program, Load load)
            throws IOException, InterruptedException {
        List<Sample> nginx = new ArrayList<>();
        List<Sample> gateway = new ArrayList<>();
        for (int round = 1; round <= options.rounds(); round++) {
            boolean nginxFirst = round % 2 == 1;
            if (nginxFirst) {
                nginx.add(sample(floor, floorLoad));
            }
            gateway.add(sample(program, load));
            if (!nginxFirst) {
                nginx.add(sample(floor, floorLoad));
            }
            System.err.println(workload.name() + ", round " + round + ": nginx "
                    + Sample.format(nginx.getLast().cpuMicros(), 1) + " µs, Parlance "
                    + Sample.format(gateway.getLast().cpuMicros(), 1) + " µs");
        }
        return new Comparison(workload, nginx, gateway);
    }

    private Sample sample(Child proxy, Load load) throws IOException, InterruptedException {
        long before = proxy.cpuMicros();
        Load.Done done = load.run(options.seconds());
        long used = proxy.cpuMicros() - before;
        return new Sample(
                (double) used / done.answers(),
                done.answers() / done.seconds(),
                (double) ConstantAnswer.TEXT_CHUNKS * done.answers() / done.reads());
    }

    private void report(List<Comparison> comparisons) throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder(Comparison.HEAD);
        for (Comparison comparison : comparisons) {
            table.append(comparison.row());
        }
        System.out.print(table);
        if (options.log()) {
            new ResultsLog(options.checkout())
                    .append(
                            "gateway against nginx",
                            Nginx.version() + ". " + options.rounds() + " rounds of "
                                    + Sample.format(options.seconds(), 0) + " s, median (quartiles).",
                            table.toString());
        }
    }
}
