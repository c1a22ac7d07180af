package dev.parlance.gateway.soak;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** All hosts in one, quick enough for millions of calls: a connection is a thread, and every call says in its words what is to be played. Thread-safe. */
final class SoakHost implements AutoCloseable {
    private static final String PLAY = "Play ";

    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private final LongAdder remembered = new LongAdder();
    private final LongAdder forgotten = new LongAdder();
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<Throwable> faults = new CopyOnWriteArrayList<>();

    SoakHost() {
        try {
            server = new ServerSocket(0, 4096, InetAddress.getLoopbackAddress());
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
        Thread.ofPlatform().daemon().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** How many calls it has that did not end. */
    int busy() {
        return busy.get();
    }

    /** How many streams have begun and wait for {@link #release}. */
    int held() {
        return held.get();
    }

    /** How many turns came with the reasoning that their client had thrown away. */
    long remembered() {
        return remembered.sum();
    }

    /** How many came without it. */
    long forgotten() {
        return forgotten.sum();
    }

    /** Lets the held streams go on. */
    void release() {
        release.countDown();
    }

    /** What it could not understand. */
    List<Throwable> faults() {
        return faults;
    }

    /** Closes all connections, which is what hosts do with those that nobody uses. */
    void hangUp() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException unclean) {
                throw new UncheckedIOException(unclean);
            }
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Wire requests = new Wire(socket.getInputStream());
            while (requests.next()) {
                busy.incrementAndGet();
                try {
                    play(requests, socket);
                } finally {
                    busy.decrementAndGet();
                }
            }
        } catch (IOException | InterruptedException gone) {
            // The other side gave up, or hung up.
        } catch (RuntimeException fault) {
            faults.add(fault);
        } finally {
            sockets.remove(socket);
        }
    }

    private void play(Wire request, Socket socket) throws IOException, InterruptedException {
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        int at = body.lastIndexOf(PLAY) + PLAY.length();
        int as = body.indexOf(" as ", at);
        Role role = Role.valueOf(body.substring(at, as));
        String digits = body.substring(as + 4, as + 4 + Numbered.NUMBER.length());
        byte[] number = digits.getBytes(StandardCharsets.US_ASCII);
        HostWords words = HostWords.at(request.head());
        OutputStream out = socket.getOutputStream();
        switch (role) {
            case ANSWER -> answer(words, body, number, out);
            case THINK -> out.write(HostWords.THOUGHT.with(number));
            case RETURN -> {
                String thought = HostWords.thought().replace(Numbered.NUMBER, digits);
                (body.contains("\"reasoning_content\":\"" + thought + "\"") ? remembered : forgotten).increment();
                answer(words, body, number, out);
            }
            case REFUSE -> out.write(HostWords.REFUSED.with(number));
            case BUSY -> out.write(HostWords.OVERLOADED.with(number));
            case NONSENSE -> out.write(HostWords.NONSENSE.with(number));
            case ERROR -> {
                out.write(words.begun.with(number));
                out.write(words.failed.with(number));
            }
            case CUT -> {
                out.write(words.begun.with(number));
                socket.close();
            }
            case RESET -> {
                out.write(words.begun.with(number));
                socket.setSoLinger(true, 0);
                socket.close();
            }
            case STALL -> {
                out.write(words.begun.with(number));
                out.write(words.flood.with(number));
                request.next();
                socket.close();
            }
            case POUR -> {
                out.write(words.begun.with(number));
                byte[] flood = words.flood.with(number);
                while (true) {
                    out.write(flood);
                }
            }
            case HOLD -> {
                out.write(words.begun.with(number));
                held.incrementAndGet();
                release.await();
                out.write(words.ended.with(number));
            }
        }
    }

    private static void answer(HostWords words, String body, byte[] number, OutputStream out) throws IOException {
        if (body.contains("\"stream\":true")) {
            out.write(words.begun.with(number));
            out.write(words.ended.with(number));
        } else {
            out.write(words.plain.with(number));
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException unclean) {
            throw new UncheckedIOException(unclean);
        }
        release();
        hangUp();
    }
}
