package dev.parlance.benchmarks.footprint;

import dev.parlance.benchmarks.latency.ClosedLoop;
import dev.parlance.benchmarks.latency.Run;
import dev.parlance.benchmarks.latency.RunOptions;
import dev.parlance.benchmarks.latency.Spread;
import dev.parlance.benchmarks.proxy.Program;
import dev.parlance.benchmarks.proxy.Proxy;
import dev.parlance.benchmarks.proxy.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Memory after the start, and after some time at full speed. */
final class SaturationPart {
    private static final String HEAD =
            "| Proxy | idle after the start, MB | after full speed, MB | calls/s |\n|---|---|---|---|\n";

    private record Memory(double idle, double saturated, double answersPerSecond) {}

    private SaturationPart() {}

    static String table(RunOptions options, int rounds, Setting setting, List<Program> programs)
            throws IOException, InterruptedException {
        Map<String, List<Memory>> found = new LinkedHashMap<>();
        programs.forEach(program -> found.put(program.name(), new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (Program program : Run.inTurn(programs, round)) {
                Memory memory = measure(program, setting, options.seconds());
                found.computeIfAbsent(program.name(), name -> new ArrayList<>()).add(memory);
                System.err.println("saturation, " + program.name() + ", round " + (round + 1) + ": idle "
                        + Spread.format(memory.idle(), 1) + " MB, after full speed "
                        + Spread.format(memory.saturated(), 1) + " MB");
            }
        }
        StringBuilder table = new StringBuilder(HEAD);
        found.forEach((name, all) -> table.append("| " + name + " | "
                + Spread.of(all, Memory::idle).text(1) + " | "
                + Spread.of(all, Memory::saturated).text(1) + " | "
                + Spread.of(all, Memory::answersPerSecond).text(0) + " |\n"));
        return table.toString();
    }

    private static Memory measure(Program program, Setting setting, double seconds)
            throws IOException, InterruptedException {
        try (Proxy proxy = program.start(setting);
                ClosedLoop loop = new ClosedLoop(Calls.plain(proxy))) {
            double idle = Resident.kilobytes(proxy.child()) / 1024.0;
            double speed = loop.run(seconds);
            return new Memory(idle, proxy.child().residentKilobytes() / 1024.0, speed);
        }
    }
}
