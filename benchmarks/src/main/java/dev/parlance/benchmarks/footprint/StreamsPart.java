package dev.parlance.benchmarks.footprint;

import dev.parlance.benchmarks.latency.Call;
import dev.parlance.benchmarks.latency.Run;
import dev.parlance.benchmarks.latency.Spread;
import dev.parlance.benchmarks.latency.StampingUpstream;
import dev.parlance.benchmarks.proxy.HaProxy;
import dev.parlance.benchmarks.proxy.Program;
import dev.parlance.benchmarks.proxy.Proxy;
import dev.parlance.benchmarks.proxy.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Memory with so many streams that have begun and wait, over one version of HTTP. */
final class StreamsPart {
    static final String HEAD = "| Streams | Proxy | with " + StreamsPart.FEW
            + " open, MB | with all, MB | KB per stream | after a full collection, MB | alive on the heap, KB per stream | goal |\n"
            + "|---|---|---|---|---|---|---|---|\n";

    private static final int FEW = 16;

    /** How often so few are opened and ended before anything is measured, so that what a proxy needs once is there, and no room for more. */
    private static final int TIMES_BEFORE = 30;

    private static final int SPARE_CONNECTIONS = 50;

    /** HAProxy counts clients, and does not start when twice as many do not fit into the 20,000 files that it may open. */
    private static final int MOST_FOR_HAPROXY = 9_950;

    private static final double GOAL_KILOBYTES = 6;

    private final boolean http2;
    private final int count;

    /**
     * What a round found; units of 1024 bytes.
     *
     * @param collected after a full collection, of Java alone
     * @param alive what the streams hold on the heap, of Java alone
     */
    private record Memory(long few, long all, long collected, long alive) {}

    StreamsPart(boolean http2, int count) {
        this.http2 = http2;
        this.count = count;
    }

    String rows(int rounds, Setting usual, List<Program> programs) throws IOException, InterruptedException {
        Map<String, List<Memory>> found = new LinkedHashMap<>();
        Map<String, String> failures = new LinkedHashMap<>();
        programs.forEach(program -> found.put(program.name(), new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (Program program : Run.inTurn(programs, round)) {
                if (failures.containsKey(program.name())) {
                    continue;
                }
                try {
                    Memory memory = measure(program, setting(program, usual));
                    if (memory == null) {
                        failures.put(program.name(), "does not speak it in clear text");
                    } else {
                        found.computeIfAbsent(program.name(), name -> new ArrayList<>())
                                .add(memory);
                        System.err.println(title() + ", " + program.name() + ", round " + (round + 1) + ": "
                                + Spread.format(perStream(memory), 1) + " KB per stream");
                    }
                } catch (IOException failed) {
                    // That a peer cannot is a result. The floor and the gateway must.
                    if (program.name().equals(Calls.PARLANCE) || program.name().equals("nginx")) {
                        throw failed;
                    }
                    System.err.println(title() + ", " + program.name() + ": " + failed.getMessage());
                    failures.put(program.name(), "failed");
                }
            }
        }
        StringBuilder rows = new StringBuilder();
        found.forEach((name, all) -> rows.append(row(name, all, failures.get(name))));
        return rows.toString();
    }

    private Setting setting(Program program, Setting usual) {
        // nginx closes connections that have not asked yet when a sixteenth of all is left.
        int connections = program instanceof HaProxy
                ? Math.min(count + SPARE_CONNECTIONS, MOST_FOR_HAPROXY)
                : 2 * count + count / 4 + 2 * SPARE_CONNECTIONS;
        return new Setting(usual.folder(), usual.upstream(), connections, usual.checkout(), usual.program());
    }

    private @Nullable Memory measure(Program program, Setting setting) throws IOException, InterruptedException {
        try (Proxy proxy = program.start(setting)) {
            Call call = Calls.streamed(proxy);
            if (http2 && call.door().http2Port().isEmpty()) {
                return null;
            }
            try (OpenStreams streams = new OpenStreams(call, proxy.passesUsage(), http2, count)) {
                for (int time = 0; time < TIMES_BEFORE; time++) {
                    streams.open(FEW);
                    StampingUpstream.release(setting.upstream());
                    streams.awaitEnd();
                }
                streams.open(FEW);
                long few = Resident.kilobytes(proxy.child());
                streams.open(count - FEW);
                long all = Resident.kilobytes(proxy.child());
                boolean java = program.name().equals(Calls.PARLANCE);
                long with = java ? JavaHeap.alive(proxy.child()) : 0;
                long collected = java ? Resident.kilobytes(proxy.child()) : 0;
                StampingUpstream.release(setting.upstream());
                streams.awaitEnd();
                return new Memory(few, all, collected, java ? with - JavaHeap.alive(proxy.child()) : 0);
            }
        }
    }

    private double perStream(Memory memory) {
        return (double) (memory.all() - memory.few()) / (count - FEW);
    }

    private String row(String name, List<Memory> all, @Nullable String failure) {
        String start = "| " + title() + " | " + name + " | ";
        if (failure != null || all.isEmpty()) {
            return start + failure + " | | | | | |\n";
        }
        Spread perStream = Spread.of(all, this::perStream);
        boolean java = name.equals(Calls.PARLANCE);
        return start + Spread.of(all, memory -> memory.few() / 1024.0).text(1) + " | "
                + Spread.of(all, memory -> memory.all() / 1024.0).text(1) + " | **"
                + Spread.format(perStream.median(), 1) + "** (" + perStream.quartiles(1) + ") | "
                + (java ? Spread.of(all, memory -> memory.collected() / 1024.0).text(1) : "") + " | "
                + (java
                        ? Spread.of(all, memory -> (double) memory.alive() / count)
                                .text(1)
                        : "") + " | "
                + (java ? "≤ 6" + (perStream.median() <= GOAL_KILOBYTES ? ", met" : ", missed") : "") + " |\n";
    }

    private String title() {
        return count + " over HTTP/" + (http2 ? "2" : "1.1");
    }
}
