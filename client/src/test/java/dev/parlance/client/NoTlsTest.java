package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Providers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NoTlsTest {
    /** The kind of a record that opens TLS: a handshake (RFC 8446, 5.1). */
    private static final int HANDSHAKE = 22;

    private static final ChatRequest REQUEST =
            ChatRequest.builder("m").user("Hello").build();

    /** The first byte that the model's call sends; the connection then ends. */
    private static int firstByte(ServerSocket server, ChatModel model) throws Exception {
        CompletableFuture<Integer> first = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                first.complete(socket.getInputStream().read());
            } catch (IOException broken) {
                first.completeExceptionally(broken);
            }
        });
        assertThatThrownBy(() -> model.generate(REQUEST)).isInstanceOf(ParlanceException.ConnectionFailed.class);
        return first.get(10, TimeUnit.SECONDS);
    }

    @Test
    void an_address_with_https_is_spoken_to_in_tls_also_after_one_without() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "://127.0.0.1:" + server.getLocalPort() + "/v1";
            Providers providers = Providers.fromEnvironment(
                    Map.of("OPENAI_COMPATIBLE_BASE_URL", "http" + address, "VLLM_BASE_URL", "https" + address),
                    Catalog.bundled());
            try (Parlance parlance = Parlance.builder()
                    .providers(providers)
                    .retries(RetryPolicy.NONE)
                    .open()) {
                assertThat(firstByte(server, parlance.model("openai-compatible/m")))
                        .isEqualTo((int) 'P');
                assertThat(firstByte(server, parlance.model("vllm/m"))).isEqualTo(HANDSHAKE);
            }
        }
    }

    @Test
    void what_stands_in_for_tls_refuses_to_make_any() {
        SSLContext none = NoTls.context();

        assertThatThrownBy(none::createSSLEngine).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> none.createSSLEngine("host", 443)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(none::getSocketFactory).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> none.init(null, null, null)).isInstanceOf(IllegalStateException.class);
    }
}
