package dev.parlance.gateway.soak;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** A client on one connection after the other, which makes calls and gives streams up. Not thread-safe. */
final class SoakClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int RECEIVED = 32 << 10;

    private final int port;
    private final Answers answers;
    private final Socket socket;
    private final OutputStream out;
    private final Wire in;

    SoakClient(int port, Answers answers) throws IOException {
        this.port = port;
        this.answers = answers;
        this.socket = connect(port);
        this.out = socket.getOutputStream();
        this.in = new Wire(socket.getInputStream());
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        // A stream without an end costs what fits in here.
        socket.setReceiveBufferSize(RECEIVED);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Makes a call and looks at its answer. */
    void call(Kind kind, long number) throws IOException {
        byte[] digits = Numbered.digits(number);
        out.write(kind.request().with(digits));
        if (!in.next()) {
            throw new IOException("The gateway closed the connection instead of answering " + kind);
        }
        answers.check(kind, digits, in.status(), in.body());
    }

    /** Begins a call on a connection of its own and gives it up: while it asks, before an answer, or within one. */
    void giveUp(SoakDoor door, SplittableRandom random, long number) throws IOException {
        String model = random.nextBoolean() ? Kind.CLAUDE : door == SoakDoor.CHAT ? Kind.OWN : Kind.COMPATIBLE;
        Role role = random.nextBoolean() ? Role.POUR : Role.STALL;
        byte[] request = door.request(model, role, true, random.nextBoolean()).with(Numbered.digits(number));
        try (Socket own = connect(port)) {
            int place = random.nextInt(10);
            if (place == 0) {
                own.getOutputStream().write(request, 0, random.nextInt(request.length));
            } else {
                own.getOutputStream().write(request);
            }
            if (place > 1) {
                int count = random.nextInt(role == Role.POUR ? 40_000 : 2_000);
                byte[] heard = new byte[count];
                int read = read(own.getInputStream(), heard);
                if (read < count) {
                    throw new IOException("A stream without an end ended or fell silent after " + read + " bytes of "
                            + count + ": " + door + " to " + model + " plays " + role + "\n"
                            + new String(heard, 0, read, StandardCharsets.UTF_8));
                }
            }
            if (random.nextBoolean()) {
                // The connection breaks, which is another thing than its end.
                own.setSoLinger(true, 0);
            }
        }
    }

    private static int read(InputStream in, byte[] into) throws IOException {
        int read = 0;
        try {
            for (int more = in.read(into); more > 0; more = in.read(into, read, into.length - read)) {
                read += more;
            }
        } catch (SocketTimeoutException silent) {
            return read;
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
