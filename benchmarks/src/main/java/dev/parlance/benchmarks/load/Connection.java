package dev.parlance.benchmarks.load;

import dev.parlance.benchmarks.proxy.Door;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client's keep-alive connection. Not thread-safe. */
final class Connection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final OutputStream out;
    private final MessageReader answers;

    Connection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        out = socket.getOutputStream();
        answers = new MessageReader(socket.getInputStream());
    }

    /** The bytes of a call at that door. */
    static byte[] request(Door door, byte[] body, boolean streaming) {
        StringBuilder head = new StringBuilder(256)
                .append("POST ")
                .append(door.path())
                .append(" HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: bench\r\naccept: ")
                .append(streaming ? "text/event-stream" : "application/json")
                .append("\r\ncontent-type: application/json\r\ncontent-length: ")
                .append(body.length);
        for (String header : door.headers()) {
            head.append("\r\n").append(header);
        }
        byte[] first = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(first, first.length + body.length);
        System.arraycopy(body, 0, request, first.length, body.length);
        return request;
    }

    /** Makes the call and reads its whole answer. */
    Answer call(byte[] request) throws IOException {
        out.write(request);
        if (!answers.next()) {
            throw new IOException("The connection was closed instead of an answer");
        }
        return Answer.of(answers);
    }

    /** The body of the latest answer. */
    String text() {
        return new String(answers.body(), 0, answers.bodyLength(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
