package dev.parlance.gateway.failure;

import dev.parlance.gateway.Gateway;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection on which anything can be written, letter for byte. */
final class RawHttp implements AutoCloseable {
    /** What came back; status 0 when the connection was closed without an answer. */
    record Answer(int status, String head, String body) {
        boolean says(String header) {
            return head.toLowerCase(Locale.ROOT).contains(header);
        }
    }

    private final Socket socket;
    private final InputStream in;

    RawHttp(Gateway gateway) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        socket.setSoTimeout(60_000);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /** Writes that; a connection that the gateway has closed meanwhile is no fault. */
    RawHttp write(String letters) throws IOException {
        try {
            socket.getOutputStream().write(letters.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (SocketException closed) {
            // The answer may still be there to be read.
        }
        return this;
    }

    Socket socket() {
        return socket;
    }

    /** Says that nothing more will be written. */
    RawHttp halfClose() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    Answer answer() throws IOException {
        try {
            String head = head();
            if (head.isEmpty()) {
                return new Answer(0, "", "");
            }
            int at = head.toLowerCase(Locale.ROOT).indexOf("content-length: ");
            int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
            String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            return new Answer(Integer.parseInt(head.substring(9, 12)), head, body);
        } catch (SocketException reset) {
            return new Answer(0, "", "");
        }
    }

    /** Waits for the end of the connection; false when something else came first. */
    boolean isClosed() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
