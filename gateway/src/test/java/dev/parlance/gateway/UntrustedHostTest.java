package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.gateway.routing.CallPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntrustedHostTest {
    @Test
    void a_host_whose_certificate_nobody_vouches_for_gets_neither_request_nor_key(@TempDir Path folder)
            throws Exception {
        try (SSLServerSocket server = (SSLServerSocket) selfSigned(folder)
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

    private static SSLContext selfSigned(Path folder) throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "host",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "password",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "password".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "password".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
