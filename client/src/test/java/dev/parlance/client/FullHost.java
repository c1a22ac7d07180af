package dev.parlance.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A host that accepts nobody and whose queue is full: whoever connects waits. */
final class FullHost implements AutoCloseable {
    private static final int PATIENCE = 100;

    private final ServerSocket server;
    private final List<Socket> queue = new ArrayList<>();

    FullHost() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        while (queues()) {
            // Until one has to wait.
        }
    }

    private boolean queues() throws IOException {
        Socket next = new Socket();
        queue.add(next);
        try {
            next.connect(server.getLocalSocketAddress(), PATIENCE);
            return true;
        } catch (SocketTimeoutException full) {
            return false;
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    @Override
    public void close() throws IOException {
        for (Socket waiting : queue) {
            waiting.close();
        }
        server.close();
    }
}
