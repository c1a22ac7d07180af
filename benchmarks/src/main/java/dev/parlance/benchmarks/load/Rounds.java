package dev.parlance.benchmarks.load;

import dev.parlance.benchmarks.latency.Spread;
import dev.parlance.benchmarks.proxy.Door;
import dev.parlance.benchmarks.proxy.Proxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Measures one workload: all proxies that have its route take turns, and who begins changes every round. */
final class Rounds {
    private static final double BURST_SECONDS = 2;
    private static final int SETTLED = 4;
    private static final double HARDLY_CHEAPER = 0.97;

    private final LoadOptions options;
    private final Peers peers;
    private final Workload workload;
    private final List<Load> loads = new ArrayList<>();
    private final SequencedMap<String, List<Sample>> samples = new LinkedHashMap<>();

    private Rounds(LoadOptions options, Peers peers, Workload workload) {
        this.options = options;
        this.peers = peers;
        this.workload = workload;
    }

    static Comparison run(LoadOptions options, Peers peers, Workload workload)
            throws IOException, InterruptedException {
        Rounds rounds = new Rounds(options, peers, workload);
        try {
            rounds.open();
            for (int round = 1; round <= options.rounds(); round++) {
                rounds.round(round);
            }
        } finally {
            rounds.loads.forEach(Load::close);
        }
        return new Comparison(workload, rounds.samples);
    }

    private void open() throws IOException, InterruptedException {
        for (Proxy proxy : peers.all()) {
            Optional<Door> door = proxy.door(workload.route());
            if (door.isPresent()) {
                try {
                    open(new Load(proxy, door.orElseThrow(), workload));
                } catch (IOException failed) {
                    leaveOut(proxy, failed);
                }
            }
        }
    }

    private void open(Load load) throws IOException, InterruptedException {
        loads.add(load);
        samples.put(load.proxy().name(), new ArrayList<>());
        if (load.wrongUsage().isPresent()) {
            String wrong = "reports another usage in " + workload.name() + ": "
                    + load.wrongUsage().orElseThrow();
            if (Peers.obligatory(load.proxy())) {
                throw new IOException(wrong);
            }
            peers.remark(load.proxy().name() + " " + wrong);
        }
        warmUp(load);
    }

    /** Until the cost has settled: four bursts in a row that are hardly cheaper than the cheapest before them. */
    private void warmUp(Load load) throws IOException, InterruptedException {
        double burst = Math.min(BURST_SECONDS, options.warmUp());
        double limit = load.proxy().compiles() ? options.warmUp() : burst;
        double cheapest = Double.MAX_VALUE;
        int settled = 0;
        for (double spent = 0; spent < limit && settled < SETTLED; spent += burst) {
            double cost = load.run(burst).cpuMicros();
            settled = cost < cheapest * HARDLY_CHEAPER ? 0 : settled + 1;
            cheapest = Math.min(cheapest, cost);
        }
    }

    private void round(int round) throws IOException, InterruptedException {
        List<Load> order = new ArrayList<>(loads);
        Collections.rotate(order, round - 1);
        for (Load load : order) {
            try {
                Sample sample = load.run(options.seconds());
                samples.computeIfAbsent(load.proxy().name(), name -> new ArrayList<>())
                        .add(sample);
            } catch (IOException failed) {
                leaveOut(load.proxy(), failed);
            }
        }
        StringBuilder line = new StringBuilder(workload.name() + ", round " + round + ", µs:");
        samples.forEach((name, own) -> line.append(' ')
                .append(name)
                .append(' ')
                .append(Spread.format(own.getLast().cpuMicros(), 1)));
        System.err.println(line);
    }

    private void leaveOut(Proxy proxy, IOException failed) throws IOException {
        if (Peers.obligatory(proxy)) {
            throw new IOException(proxy.name() + " in " + workload.name() + ": " + failed.getMessage(), failed);
        }
        samples.remove(proxy.name());
        loads.removeIf(load -> {
            boolean gone = load.proxy().equals(proxy);
            if (gone) {
                load.close();
            }
            return gone;
        });
        peers.leaveOut(proxy.name() + " in " + workload.name() + ": " + failed.getMessage());
    }
}
