package dev.parlance.benchmarks.library;

import dev.parlance.benchmarks.ResultsLog;
import dev.parlance.benchmarks.load.ConstantUpstream;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Asks one constant upstream with every library, in rounds that take turns: cold processes for the first answer, and one process each for warm
 * calls. Ratios are to the JDK's client alone.
 */
public final class LibraryBenchmark {
    private static final int COLD_ROUNDS = 9;
    private static final int WARM_ROUNDS = 3;
    private static final List<String> OURS = List.of(
            "parlance-core",
            "parlance-dialects",
            "parlance-catalog",
            "parlance-providers",
            "parlance-client",
            "jspecify");

    private LibraryBenchmark() {}

    /**
     * Runs all rounds and appends what they found.
     *
     * @param arguments the checkout; {@code benchmarks/run library} has built all programs
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path checkout = Path.of(arguments[0]);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<Peer> peers = peers(checkout);
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        Map<String, List<Peer.Run>> cold = new LinkedHashMap<>();
        Map<String, List<Peer.Run>> warm = new LinkedHashMap<>();
        try (ConstantUpstream upstream = ConstantUpstream.start()) {
            for (int round = 0; round < COLD_ROUNDS + WARM_ROUNDS; round++) {
                boolean warming = round >= COLD_ROUNDS;
                for (Peer peer : peers) {
                    (warming ? warm : cold)
                            .computeIfAbsent(peer.name(), none -> new ArrayList<>())
                            .add(peer.run(java, upstream.url(), warming));
                }
                System.err.println("round " + (round + 1) + " of " + (COLD_ROUNDS + WARM_ROUNDS));
            }
        }
        String table = table(peers, cold, warm);
        System.out.println(table);
        new ResultsLog(checkout)
                .append(
                        "the library against others",
                        COLD_ROUNDS + " cold processes and " + WARM_ROUNDS + " warm ones each, taking turns; medians."
                                + String.format(Locale.ROOT, " Load average at the start %.2f.", load),
                        table);
    }

    private static List<Peer> peers(Path checkout) throws IOException {
        Path folder = checkout.resolve("benchmarks/peers");
        List<Peer> peers = new ArrayList<>();
        for (String name : List.of("bare", "parlance", "langchain4j", "openai-java", "spring-ai")) {
            Path target = folder.resolve(name).resolve("target");
            peers.add(new Peer(
                    name,
                    target.resolve("classes"),
                    name.equals("parlance") ? ours(checkout) : jars(target.resolve("classpath"))));
        }
        return peers;
    }

    private static List<Path> jars(Path list) throws IOException {
        if (!Files.exists(list)) {
            return List.of();
        }
        return Stream.of(Files.readString(list).strip().split(File.pathSeparator, -1))
                .filter(path -> path.endsWith(".jar"))
                .map(Path::of)
                .toList();
    }

    private static List<Path> ours(Path checkout) throws IOException {
        try (Stream<Path> jars = Files.list(checkout.resolve("cli/target/quick/program"))) {
            return jars.filter(jar -> OURS.stream().anyMatch(jar.getFileName().toString()::startsWith))
                    .sorted()
                    .toList();
        }
    }

    private static String table(List<Peer> peers, Map<String, List<Peer.Run>> cold, Map<String, List<Peer.Run>> warm)
            throws IOException {
        StringBuilder table = new StringBuilder("""
                | Library | jars | KB | first answer, ms | to the bare client | KB allocated for a warm call | µs for a warm call |
                |---|---|---|---|---|---|---|
                """);
        double bare = median(cold, "bare", Peer.Run::firstMillis);
        for (Peer peer : peers) {
            double first = median(cold, peer.name(), Peer.Run::firstMillis);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %.0f | **%.2f** | %.1f | %.0f |%n",
                    peer.name(),
                    peer.jars().size(),
                    peer.kilobytes(),
                    first,
                    first / bare,
                    median(warm, peer.name(), Peer.Run::bytes) / 1024,
                    median(warm, peer.name(), Peer.Run::micros)));
        }
        return table.toString();
    }

    private interface Figure {
        double of(Peer.Run run);
    }

    private static double median(Map<String, List<Peer.Run>> runs, String name, Figure figure) {
        double[] sorted = runs.getOrDefault(name, List.of()).stream()
                .mapToDouble(figure::of)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }
}
