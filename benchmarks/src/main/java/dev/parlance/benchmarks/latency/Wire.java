package dev.parlance.benchmarks.latency;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A client's keep-alive connection. Not thread-safe. */
public final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final OutputStream out;
    private final Received answer = new Received();

    /** Is told after each read what there is of the answer. */
    interface Arrival {
        /**
         * Takes note.
         *
         * @param time of {@link System#nanoTime}, right after the read
         */
        void arrived(Received answer, long time) throws IOException;
    }

    /** Connects to that port of the loopback address. */
    public Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        out = socket.getOutputStream();
    }

    /** Makes a call and reads its whole answer, which must be that one. */
    public void call(Call call) throws IOException {
        call(call, (answer, time) -> {});
    }

    void call(Call call, Arrival arrival) throws IOException {
        answer.clear();
        out.write(call.request());
        while (!answer.isWhole()) {
            if (!answer.read(socket.getInputStream())) {
                throw new EOFException(call.who() + " closed the connection "
                        + (answer.isEmpty() ? "instead of an answer" : "within this answer: " + answer.text()));
            }
            arrival.arrived(answer, System.nanoTime());
        }
        call.check(answer);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
