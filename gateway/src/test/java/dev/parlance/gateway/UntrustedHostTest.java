package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.gateway.routing.CallPolicy;
import dev.parlance.testkit.OwnCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntrustedHostTest {
    @Test
    void a_host_whose_certificate_nobody_vouches_for_gets_neither_request_nor_key(@TempDir Path folder)
            throws Exception {
        try (SSLServerSocket server = (SSLServerSocket) new OwnCertificate(folder)
                .ofServer()
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> received = CompletableFuture.supplyAsync(() -> firstByte(server));
            GatewaySettings once = Scene.SETTINGS.with(CallPolicy.DEFAULT.withAttempts(1));
            try (Gateway gateway = Gateway.start(once, Scene.providers("https://127.0.0.1:" + server.getLocalPort()));
                    Caller caller = new Caller(gateway)) {
                caller.chat(Scene.ask("moonshot/kimi-k2.6", false));
                Caller.Reply reply = caller.reply();
                assertThat(reply.status()).isEqualTo(502);
                assertThat(reply.body()).contains("secure connection").contains("MOONSHOT_BASE_URL");
                assertThat(received.get(30, TimeUnit.SECONDS)).isNegative();
            }
        }
    }

    /** The first byte of the request, or -1 when none ever comes. */
    private static int firstByte(SSLServerSocket server) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            return socket.getInputStream().read();
        } catch (IOException refused) {
            return -1;
        }
    }
}
