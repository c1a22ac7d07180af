package dev.parlance.benchmarks.latency;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Connections with a thread for each, which wakes when it asked for. Without connections at first. */
final class Crew implements AutoCloseable {
    private final String who;
    private final int port;
    private final int connections;
    private final List<Wire> wires = new ArrayList<>();
    private final ExecutorService threads;

    /** What each thread does with its connection. */
    interface Work {
        /**
         * Does it, and says how much it did.
         *
         * @param number of the connection, from 0
         */
        long with(Wire wire, int number) throws IOException;
    }

    Crew(String who, int port, int connections) {
        this.who = who;
        this.port = port;
        this.connections = connections;
        threads = Executors.newFixedThreadPool(
                connections,
                work -> Thread.ofPlatform().daemon().unstarted(() -> {
                    TimerSlack.none();
                    work.run();
                }));
    }

    /** Connects anew: between two rounds the other side may have closed what nobody used. Node does after five seconds. */
    void connect() throws IOException {
        disconnect();
        for (int connection = 0; connection < connections; connection++) {
            wires.add(new Wire(port));
        }
    }

    private void disconnect() throws IOException {
        for (Wire wire : wires) {
            wire.close();
        }
        wires.clear();
    }

    /** All work at the same time; the sum of what they did. */
    long run(Work work) throws IOException, InterruptedException {
        List<Callable<Long>> tasks = new ArrayList<>();
        for (int number = 0; number < wires.size(); number++) {
            int own = number;
            tasks.add(() -> work.with(wires.get(own), own));
        }
        long sum = 0;
        for (Future<Long> task : threads.invokeAll(tasks)) {
            try {
                sum += task.get();
            } catch (ExecutionException failed) {
                throw new IOException("A call to " + who + " failed: " + failed.getCause(), failed.getCause());
            }
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        disconnect();
    }
}
