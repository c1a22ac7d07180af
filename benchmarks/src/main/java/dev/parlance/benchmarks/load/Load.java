package dev.parlance.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A closed loop of clients: each connection sends its next call when the answer is there. Stands between runs with all its connections open.
 */
final class Load implements AutoCloseable {
    private static final int CONNECTIONS = 16;

    private final byte[] request;
    private final Answer expected;
    private final String who;
    private final List<Connection> connections = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);

    /** What a run did. */
    record Done(long answers, long reads, double seconds) {}

    Load(int port, byte[] request, Answer expected, String who) throws IOException {
        this.request = request;
        this.expected = expected;
        this.who = who;
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            connections.add(new Connection(port));
        }
    }

    /** Calls for that long, and returns when the last answer is there. */
    Done run(double seconds) throws IOException, InterruptedException {
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
                throw new IOException("A call to " + who + " failed", failed.getCause());
            }
        }
        return new Done(answers, reads, (System.nanoTime() - start) / 1e9);
    }

    private Done loop(Connection connection, long end) throws IOException {
        long answers = 0;
        long reads = 0;
        do {
            Answer answer = connection.call(request);
            if (!answer.same(expected)) {
                throw new IOException(who + " answered " + answer + " and not " + expected);
            }
            answers++;
            reads += answer.reads();
        } while (System.nanoTime() < end);
        return new Done(answers, reads, 0);
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
