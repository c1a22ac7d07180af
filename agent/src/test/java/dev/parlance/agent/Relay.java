package dev.parlance.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a client and a server on this machine, byte by byte, and counts the connections that the client holds open. */
final class Relay implements AutoCloseable {
    private final ServerSocket door;
    private final int behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** @param behind the port of the server */
    Relay(int behind) {
        this.behind = behind;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** The address of the server, as it is reached through here. */
    String through(String url) {
        return url.replace(":" + behind + "/", ":" + door.getLocalPort() + "/");
    }

    /** How many connections there are that the client has not closed. */
    int open() {
        return open.size();
    }

    @Override
    public void close() {
        closed(door);
        open.forEach(Relay::closed);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                open.add(client);
                Socket server = new Socket(InetAddress.getLoopbackAddress(), behind);
                Thread.ofVirtual().start(() -> {
                    pass(client, server);
                    open.remove(client);
                    closed(server);
                    closed(client);
                });
                Thread.ofVirtual().start(() -> {
                    pass(server, client);
                    closed(client);
                });
            }
        } catch (IOException over) {
            // The door was closed.
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException gone) {
            // One of the two has hung up, which the caller passes on.
        }
    }

    private static void closed(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception already) {
            throw new IllegalStateException(already);
        }
    }
}
