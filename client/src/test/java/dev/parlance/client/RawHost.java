package dev.parlance.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A host that answers each connection with the next of its texts, byte by byte as told, and then says nothing more or hangs up. */
final class RawHost implements AutoCloseable {
    static final String STREAM = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";

    private record Answer(String bytes, boolean hangsUp) {}

    private final ServerSocket server;
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch deserted = new CountDownLatch(1);

    RawHost() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        Thread.ofVirtual().start(this::serve);
    }

    /** The next answer, after which the connection stays open and silent. */
    RawHost stalls(String bytes) {
        answers.add(new Answer(bytes, false));
        return this;
    }

    /** The next answer, after which the connection ends. */
    RawHost hangsUp(String bytes) {
        answers.add(new Answer(bytes, true));
        return this;
    }

    /** An event of an OpenAI stream with that text. */
    static String text(String words) {
        return "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + words
                + "\"},\"finish_reason\":null}]}\n\n";
    }

    /** What a whole stream ends with. */
    static String end() {
        return "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
    }

    /** How many connections there were. */
    int connections() {
        return open.size();
    }

    /** What came first over each connection: the head of a request, and as much of its body as came along. */
    List<String> asked() {
        return asked;
    }

    /** Waits until something was asked. */
    void awaitAsked() throws InterruptedException {
        reached.await();
    }

    /** Waits until the caller has left a connection on which nothing more was said. */
    void awaitDeserted() throws InterruptedException {
        deserted.await();
    }

    /** A door to it as the provider {@code openai-compatible}. */
    Parlance.Builder door() {
        return ScriptedHost.door(
                Map.of("OPENAI_COMPATIBLE_BASE_URL", "http://127.0.0.1:" + server.getLocalPort() + "/v1"));
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Answer answer = answers.poll();
                Thread.ofVirtual().start(() -> answer(socket, answer == null ? new Answer("", true) : answer));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket socket, Answer answer) {
        try {
            InputStream in = socket.getInputStream();
            byte[] begin = new byte[65_536];
            int read = in.read(begin);
            if (read > 0) {
                asked.add(new String(begin, 0, read, StandardCharsets.UTF_8));
                reached.countDown();
                socket.getOutputStream().write(answer.bytes.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            }
            if (answer.hangsUp) {
                socket.close();
            } else {
                awaitEnd(in);
            }
        } catch (IOException clientGone) {
            // The test says what it misses.
        }
    }

    private void awaitEnd(InputStream in) throws IOException {
        byte[] more = new byte[4096];
        try {
            while (in.read(more) >= 0) {
                // The rest of a request.
            }
        } finally {
            deserted.countDown();
        }
    }
}
