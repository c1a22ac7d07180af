package dev.parlance.benchmarks.latency;

import dev.parlance.benchmarks.proxy.Child;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The upstream, a process of its own that speaks Chat Completions. A plain call gets the same answer at once. What a stream holds says its
 * {@link Manner}. Prints its port when it listens.
 */
public final class StampingUpstream {
    /** The text of the plain answer. */
    static final String TEXT = " token".repeat(70).strip();

    /** The text that begins a stream. */
    static final String FIRST_WORD = "Hello";

    /** Chunks with a stamp. */
    static final int STAMPS = 50;

    /** The pace of stamps. */
    static final long PACE_NANOS = 10_000_000;

    /** The text of a chunk that says nothing but that the stream goes on. */
    static final String STILL = " still";

    /** Below the patience of nginx, which is a minute; and the streams wait half a minute at the most. */
    private static final long LONGEST_SILENCE_SECONDS = 25;

    /**
     * Before a stream begins. Caddy 2.6 cuts answers that begin before it has seen the end of the request, though all of its bytes went on; no
     * host is that fast.
     */
    private static final long THINKING_NANOS = 2_000_000;

    private static final int BACKLOG = 4096;
    private static final byte[] STREAM = Received.ascii("\"stream\":true");
    private static final byte[] RELEASE = Received.ascii("POST /release HTTP/1.1\r\ncontent-length: 0\r\n\r\n");
    private static final byte[] RELEASED = Received.ascii("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
    private static final byte[] PLAIN = ChatWords.plain(TEXT);

    /** How streams go on after their first word. */
    public enum Manner {
        /** Each of 50 chunks, one every 10 ms, says when it left. */
        STAMPED,
        /** Silent until all are released, but for a chunk every 25 s. */
        WAITING
    }

    private final Manner manner;
    private volatile CountDownLatch released = new CountDownLatch(1);

    private StampingUpstream(Manner manner) {
        this.manner = manner;
    }

    /** Starts it and waits until it listens. */
    public static Child.Listening start(Manner manner) throws IOException {
        return Child.listening(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StampingUpstream.class.getName(),
                        manner.name().toLowerCase(Locale.ROOT))
                .redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    /** Has all streams end that wait at this moment. */
    public static void release(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(RELEASE);
            Received answer = new Received();
            while (!answer.isWhole()) {
                if (!answer.read(socket.getInputStream())) {
                    throw new EOFException("The upstream did not say that the streams may end");
                }
            }
        }
    }

    /** Runs until it is killed. */
    public static void main(String[] arguments) throws IOException {
        new StampingUpstream(Manner.valueOf(arguments[0].toUpperCase(Locale.ROOT))).listen();
    }

    private void listen() throws IOException {
        // Ten thousand streams that wait are ten thousand threads; only virtual ones are that cheap. Stamps want the
        // kernel's timer.
        Thread.Builder threads = manner == Manner.WAITING
                ? Thread.ofVirtual()
                : Thread.ofPlatform().daemon();
        try (ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
            System.out.println("listening on " + server.getLocalPort());
            while (true) {
                Socket socket = server.accept();
                threads.start(() -> serve(socket));
            }
        }
    }

    private void serve(Socket socket) {
        if (manner == Manner.STAMPED) {
            TimerSlack.none();
        }
        try (socket) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            Received request = new Received();
            while (true) {
                request.clear();
                while (!request.isWhole()) {
                    if (!request.read(socket.getInputStream())) {
                        return;
                    }
                }
                answer(request, out);
            }
        } catch (IOException gone) {
            // The other side closed the connection; that is how runs end.
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Received request, OutputStream out) throws IOException, InterruptedException {
        if (request.indexOf(RELEASE, 0) == 0) {
            CountDownLatch waiting = released;
            released = new CountDownLatch(1);
            waiting.countDown();
            out.write(RELEASED);
        } else if (!request.contains(STREAM)) {
            out.write(PLAIN);
        } else {
            CountDownLatch end = released;
            TimerSlack.await(System.nanoTime() + THINKING_NANOS);
            out.write(ChatWords.STREAM_HEAD);
            out.write(ChatWords.ROLE);
            out.write(ChatWords.chunk(FIRST_WORD));
            int words = manner == Manner.STAMPED ? stamps(out) : waits(out, end);
            out.write(ChatWords.STOP);
            out.write(ChatWords.usage(1 + words));
            out.write(ChatWords.DONE);
            out.write(ChatWords.STREAM_END);
        }
    }

    private static int stamps(OutputStream out) throws IOException {
        long start = System.nanoTime();
        for (int chunk = 1; chunk <= STAMPS; chunk++) {
            TimerSlack.await(start + chunk * PACE_NANOS);
            out.write(ChatWords.chunk("@" + System.nanoTime() + " "));
        }
        return STAMPS;
    }

    private static int waits(OutputStream out, CountDownLatch end) throws IOException, InterruptedException {
        int words = 0;
        while (!end.await(LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS)) {
            out.write(ChatWords.chunk(STILL));
            words++;
        }
        return words;
    }
}
