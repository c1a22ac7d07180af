package dev.parlance.gateway;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A host that a test plays: it reads requests from a raw socket and writes whatever bytes the test wants, when it wants. */
public final class PlayedHost implements AutoCloseable {
    /** What the host does with one request. */
    public interface Role {
        void play(Received request, Stage stage) throws Exception;
    }

    public record Received(String method, String target, Map<String, String> headers, String body) {}

    /** The connection, for writing raw bytes. */
    public record Stage(Socket socket, InputStream in, OutputStream out) {
        public void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /** A whole answer with its length. */
        public void answer(int status, String type, String body, String... extraHeaders) throws IOException {
            StringBuilder head =
                    new StringBuilder("HTTP/1.1 " + status + " Whatever\r\ncontent-type: " + type + "\r\n");
            for (String header : extraHeaders) {
                head.append(header).append("\r\n");
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            out.write((head + "content-length: " + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            out.write(bytes);
            out.flush();
        }

        public void beginStream(String... extraHeaders) throws IOException {
            StringBuilder head = new StringBuilder(
                    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n");
            for (String header : extraHeaders) {
                head.append(header).append("\r\n");
            }
            write(head + "\r\n");
        }

        public void chunk(String text) throws IOException {
            chunk(text.getBytes(StandardCharsets.UTF_8));
        }

        public void chunk(byte[] bytes) throws IOException {
            out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        public void endStream() throws IOException {
            write("0\r\n\r\n");
        }

        /** Waits until the other side closes. */
        public boolean sawClose() throws IOException {
            try {
                return in.read() < 0;
            } catch (SocketException reset) {
                return true;
            }
        }
    }

    private final ServerSocket server;
    private final Role role;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Exception> faults = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    public PlayedHost(Role role) {
        this.role = role;
        try {
            server = new ServerSocket(0, 2000, InetAddress.getLoopbackAddress());
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    public List<Received> received() {
        return received;
    }

    public Received only() {
        if (received.size() != 1) {
            throw new AssertionError("Expected one request, but there were " + received);
        }
        return received.getFirst();
    }

    public int connections() {
        return connections.get();
    }

    public List<Exception> faults() {
        return faults;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                connections.incrementAndGet();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            Stage stage = new Stage(socket, in, socket.getOutputStream());
            for (Received next = read(in); next != null; next = read(in)) {
                received.add(next);
                role.play(next, stage);
                if (socket.isClosed()) {
                    return;
                }
            }
        } catch (Exception fault) {
            faults.add(fault);
        } finally {
            sockets.remove(socket);
        }
    }

    @SuppressWarnings("NullAway")
    private static Received read(InputStream in) throws IOException {
        String first;
        try {
            first = line(in);
        } catch (SocketException reset) {
            return null;
        }
        if (first.isEmpty()) {
            return null;
        }
        List<String> words = List.of(first.split(" ", -1));
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Received(words.get(0), words.get(1), headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException unclean) {
            throw new UncheckedIOException(unclean);
        }
    }
}
