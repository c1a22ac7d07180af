package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that were read to their end leave a connection that serves the next ones, though it is closed where they are cancelled. */
@Timeout(30)
class ReuseTest {
    private static final int STREAMS = 6;
    private static final ChatRequest QUESTION =
            ChatRequest.builder("").user("Hello").build();

    /** The end of the body comes in a packet of its own, as from most hosts. */
    private static void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            while (request(in)) {
                send(out, "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n");
                for (String piece : List.of(RawHost.text("done"), RawHost.end())) {
                    send(out, Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");
                }
                send(out, "0\r\n\r\n");
            }
        } catch (IOException clientGone) {
            // The test counts connections.
        }
    }

    /** Reads one request; head and body come apart. */
    private static boolean request(InputStream in) throws IOException {
        byte[] part = new byte[65_536];
        int read = in.read(part);
        while (read > 0 && part[read - 1] != '}') {
            read = in.read(part);
        }
        return read > 0;
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Test
    void streams_one_after_the_other_share_a_connection() throws IOException {
        List<Socket> connections = new CopyOnWriteArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Parlance door = ScriptedHost.door(Map.of(
                                "OPENAI_COMPATIBLE_BASE_URL", "http://127.0.0.1:" + server.getLocalPort() + "/v1"))
                        .open()) {
            Thread.ofVirtual().start(() -> accept(server, connections));
            for (int number = 0; number < STREAMS; number++) {
                try (ChatStream stream = door.model("openai-compatible/small").stream(QUESTION)) {
                    assertThat(stream.response().orThrow().text()).isEqualTo("done");
                }
            }
        }
        // One is enough; a machine that is busy elsewhere may lose another.
        assertThat(connections).hasSizeLessThan(STREAMS / 2);
    }

    private static void accept(ServerSocket server, List<Socket> connections) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }
}
