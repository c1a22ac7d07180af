package dev.parlance.benchmarks.load;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * The constant upstream, a process of its own: every request gets the same answer, and each chunk of a stream leaves in a write of its own.
 * Blocking sockets, one thread for each connection. Prints its port when it listens.
 */
final class Upstream {
    /** In the model's name it asks for a stream whose chunks come a millisecond apart, as those of many slow models would. */
    static final String PACED = "bench-paced";

    private static final int BACKLOG = 1024;
    private static final long PACE_NANOS = 1_000_000;

    private final Socket socket;

    private Upstream(Socket socket) {
        this.socket = socket;
    }

    /** Runs until it is killed. */
    public static void main(String[] arguments) throws IOException {
        try (ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
            System.out.println("listening on " + server.getLocalPort());
            while (true) {
                Socket socket = server.accept();
                Thread.ofPlatform().daemon().start(() -> new Upstream(socket).serve());
            }
        }
    }

    private void serve() {
        try (socket) {
            socket.setTcpNoDelay(true);
            MessageReader requests = new MessageReader(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (requests.next()) {
                // One view over the bytes, so that the search is the JDK's vectorised one.
                String body = new String(requests.body(), 0, requests.bodyLength(), StandardCharsets.ISO_8859_1);
                if (body.contains("\"stream\":true")) {
                    stream(out, body.contains(PACED));
                } else {
                    out.write(ConstantAnswer.PLAIN);
                }
            }
        } catch (IOException gone) {
            // The other side closed the connection; that is how runs end.
        }
    }

    private static void stream(OutputStream out, boolean paced) throws IOException {
        out.write(ConstantAnswer.STREAM_HEAD);
        for (byte[] chunk : ConstantAnswer.STREAM_CHUNKS) {
            if (paced) {
                LockSupport.parkNanos(PACE_NANOS);
            }
            out.write(chunk);
        }
        out.write(ConstantAnswer.STREAM_END);
    }
}
