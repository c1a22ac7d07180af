package dev.parlance.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A host that says "Hello" and nothing more for as long as somebody listens. For one call. */
final class SlowHost implements AutoCloseable {
    private static final String HELLO =
            "data: {\"id\":\"a\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"index\":0,"
                    + "\"delta\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":null}]}\n\n";

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);

    SlowHost() throws IOException {
        Thread.ofPlatform().daemon().start(this::serve);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Waits until the answer has begun. */
    boolean awaitCall() throws InterruptedException {
        return called.await(60, TimeUnit.SECONDS);
    }

    /** Waits until the caller is gone. */
    boolean awaitHangUp() throws InterruptedException {
        return hungUp.await(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        try (Socket caller = server.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                // The head says nothing that counts here.
            }
            String head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n" + HELLO;
            caller.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            caller.getOutputStream().flush();
            called.countDown();
            for (int next = in.read(); next >= 0; next = in.read()) {
                // The body of the request, and then nothing until the caller leaves.
            }
        } catch (IOException gone) {
            // A caller that left with a bang.
        } finally {
            hungUp.countDown();
        }
    }
}
