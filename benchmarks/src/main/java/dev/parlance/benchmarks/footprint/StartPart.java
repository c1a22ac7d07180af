package dev.parlance.benchmarks.footprint;

import dev.parlance.benchmarks.latency.Call;
import dev.parlance.benchmarks.latency.Run;
import dev.parlance.benchmarks.latency.RunOptions;
import dev.parlance.benchmarks.latency.Spread;
import dev.parlance.benchmarks.latency.Wire;
import dev.parlance.benchmarks.proxy.Program;
import dev.parlance.benchmarks.proxy.Proxy;
import dev.parlance.benchmarks.proxy.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the start of a process to its first good answer. */
final class StartPart {
    private static final String HEAD =
            "| Proxy | from the start to the first answer, ms | CPU time of the program until then, ms | goal |\n|---|---|---|---|\n";
    private static final double GOAL_MILLIS = 250;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private record Start(double millis, double cpuMillis) {}

    private StartPart() {}

    static String table(RunOptions options, Setting setting, List<Program> programs) throws IOException {
        Map<String, List<Start>> starts = new LinkedHashMap<>();
        programs.forEach(program -> starts.put(program.name(), new ArrayList<>()));
        for (int round = 0; round < options.rounds(); round++) {
            for (Program program : Run.inTurn(programs, round)) {
                Start start = start(program, setting);
                starts.computeIfAbsent(program.name(), name -> new ArrayList<>())
                        .add(start);
                System.err.println("start, " + program.name() + ", round " + (round + 1) + ": "
                        + Spread.format(start.millis(), 0) + " ms");
            }
        }
        StringBuilder table = new StringBuilder(HEAD);
        starts.forEach((name, all) -> table.append(row(name, all)));
        return table.toString();
    }

    private static Start start(Program program, Setting setting) throws IOException {
        long start = System.nanoTime();
        try (Proxy proxy = program.start(setting)) {
            Call call = Calls.plain(proxy);
            while (true) {
                try (Wire wire = new Wire(call.door().port())) {
                    wire.call(call);
                    return new Start(
                            (System.nanoTime() - start) / 1e6, proxy.child().cpuMicros() / 1e3);
                } catch (IOException notYet) {
                    if (System.nanoTime() - start > PATIENCE_NANOS) {
                        throw notYet;
                    }
                }
            }
        }
    }

    private static String row(String name, List<Start> all) {
        Spread millis = Spread.of(all, Start::millis);
        String goal = name.equals(Calls.PARLANCE)
                ? "≤ " + Spread.format(GOAL_MILLIS, 0) + (millis.median() <= GOAL_MILLIS ? ", met" : ", missed")
                : "";
        return "| " + name + " | **" + Spread.format(millis.median(), 0) + "** (" + millis.quartiles(0) + ") | "
                + Spread.of(all, Start::cpuMillis).text(0) + " | " + goal + " |\n";
    }
}
