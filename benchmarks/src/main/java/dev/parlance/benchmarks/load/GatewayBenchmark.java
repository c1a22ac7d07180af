package dev.parlance.benchmarks.load;

import dev.parlance.benchmarks.ResultsLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Measures the gateway against nginx in interleaved rounds, prints a table and appends it to the log of results. */
public final class GatewayBenchmark {
    private static final double BURST_SECONDS = 2;
    private static final int SETTLED = 4;
    private static final double HARDLY_CHEAPER = 0.97;

    private final LoadOptions options;
    private String loadAverage = "";

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
        loadAverage = Files.readString(Path.of("/proc/loadavg"), StandardCharsets.US_ASCII)
                .split(" ", 2)[0];
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
                    warmUp(program, load);
                    comparisons.add(rounds(workload, floor, floorLoad, program, load));
                }
            }
        }
        return comparisons;
    }

    /** Until the cost has settled: four bursts in a row that are hardly cheaper than the cheapest before them. */
    private void warmUp(Child program, Load load) throws IOException, InterruptedException {
        double cheapest = Double.MAX_VALUE;
        int settled = 0;
        for (double spent = 0; spent < options.warmUp() && settled < SETTLED; spent += BURST_SECONDS) {
            double cost = sample(program, load, BURST_SECONDS).cpuMicros();
            settled = cost < cheapest * HARDLY_CHEAPER ? 0 : settled + 1;
            cheapest = Math.min(cheapest, cost);
        }
    }

    private Comparison rounds(Workload workload, Child floor, Load floorLoad, Child program, Load load)
            throws IOException, InterruptedException {
        List<Sample> nginx = new ArrayList<>();
        List<Sample> gateway = new ArrayList<>();
        for (int round = 1; round <= options.rounds(); round++) {
            boolean nginxFirst = round % 2 == 1;
            if (nginxFirst) {
                nginx.add(sample(floor, floorLoad, options.seconds()));
            }
            gateway.add(sample(program, load, options.seconds()));
            if (!nginxFirst) {
                nginx.add(sample(floor, floorLoad, options.seconds()));
            }
            System.err.println(workload.name() + ", round " + round + ": nginx "
                    + Sample.format(nginx.getLast().cpuMicros(), 1) + " µs, Parlance "
                    + Sample.format(gateway.getLast().cpuMicros(), 1) + " µs");
        }
        return new Comparison(workload, nginx, gateway);
    }

    private Sample sample(Child proxy, Load load, double seconds) throws IOException, InterruptedException {
        long before = proxy.cpuMicros();
        Load.Done done = load.run(seconds);
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
                                    + Sample.format(options.seconds(), 0)
                                    + " s, median (quartiles). Load average at the start " + loadAverage + ".",
                            table.toString());
        }
    }
}
