package dev.parlance.benchmarks.load;

import dev.parlance.benchmarks.proxy.Door;
import dev.parlance.benchmarks.proxy.Proxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A closed loop of clients at one proxy: each connection sends its next call when the answer is there. */
final class Load implements AutoCloseable {
    private static final int CONNECTIONS = 16;

    private final Proxy proxy;
    private final int port;
    private final byte[] request;
    private final Workload.Expected expected;
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);

    private record Done(long answers, long reads) {}

    /** Checks two answers first. */
    Load(Proxy proxy, Door door, Workload workload) throws IOException {
        this.proxy = proxy;
        port = door.port();
        request = workload.request(door);
        expected = workload.checked(door);
    }

    Proxy proxy() {
        return proxy;
    }

    /** How the usage that it reports differs from the upstream's. */
    Optional<String> wrongUsage() {
        return expected.wrongUsage();
    }

    /** Calls for that long, and until the last answer is there. */
    Sample run(double seconds) throws IOException, InterruptedException {
        List<Connection> connections = new ArrayList<>();
        try {
            // New ones each time, for some proxies close those that are idle while the others have their turn.
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                connections.add(new Connection(port));
            }
            return run(connections, seconds);
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private Sample run(List<Connection> connections, double seconds) throws IOException, InterruptedException {
        long before = proxy.child().cpuMicros();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        List<Callable<Done>> loops = new ArrayList<>();
        for (Connection connection : connections) {
            loops.add(() -> loop(connection, end));
        }
        long answers = 0;
        long reads = 0;
        for (Future<Done> loop : threads.invokeAll(loops)) {
            try {
                Done done = loop.get();
                answers += done.answers();
                reads += done.reads();
            } catch (ExecutionException failed) {
                Throwable cause = failed.getCause();
                throw new IOException(cause instanceof IOException ? cause.getMessage() : String.valueOf(cause), cause);
            }
        }
        double taken = (System.nanoTime() - start) / 1e9;
        long used = proxy.child().cpuMicros() - before;
        return new Sample(
                (double) used / answers, answers / taken, (double) ConstantAnswer.TEXT_CHUNKS * answers / reads);
    }

    private Done loop(Connection connection, long end) throws IOException {
        long answers = 0;
        long reads = 0;
        do {
            Answer answer = connection.call(request);
            if (!expected.matches(answer)) {
                throw new IOException("answered a call with status " + answer.status() + " and " + answer.length()
                        + " bytes that are not the " + expected.answer().length() + " of the first");
            }
            answers++;
            reads += answer.reads();
        } while (System.nanoTime() < end);
        return new Done(answers, reads);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
