package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Providers;
import dev.parlance.providers.credential.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GatewayTest {
    private static final Providers SANDBOX =
            Providers.sandbox(Map.of(), Catalog.bundled(), host -> "http://127.0.0.1:9/" + host);

    private static final Map<String, Secret> KEYS = Map.of("somebody", Secret.of("secret"));

    @Test
    void small_pages_answer() throws Exception {
        try (Gateway gateway = Gateway.start(Scene.SETTINGS, SANDBOX);
                Caller caller = new Caller(gateway)) {
            for (String path : new String[] {"/healthz", "/readyz", "/"}) {
                caller.send("GET", path, "");
                assertThat(caller.reply().status()).isEqualTo(200);
            }
            caller.send("HEAD", "/", "");
            assertThat(caller.head().status()).isEqualTo(200);
        }
    }

    @Test
    void models_are_listed_in_the_shape_of_the_dialect_and_the_sandbox_says_so() throws Exception {
        try (Gateway gateway = Gateway.start(Scene.SETTINGS, SANDBOX);
                Caller caller = new Caller(gateway)) {
            caller.send("GET", "/v1/models?limit=5", "");
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("x-parlance-sandbox")).isEqualTo("true");
            assertThat(reply.body())
                    .startsWith("{\"object\":\"list\",\"data\":[")
                    .contains(
                            "{\"id\":\"moonshot/kimi-k2.6\",\"object\":\"model\",\"created\":0,\"owned_by\":\"moonshot\"")
                    .contains("\"id\":\"azure-foundry/")
                    .endsWith("\"sandbox\":true}");
        }
    }

    @Test
    void models_of_hosts_without_settings_are_not_listed() throws Exception {
        Providers one = Providers.fromEnvironment(Map.of("MOONSHOT_API_KEY", "sk-x"), Catalog.bundled());
        try (Gateway gateway = Gateway.start(Scene.SETTINGS, one);
                Caller caller = new Caller(gateway)) {
            caller.send("GET", "/v1/models", "");
            Caller.Reply reply = caller.reply();
            assertThat(reply.body())
                    .contains("\"moonshot/")
                    .doesNotContain("\"openai/")
                    .doesNotContain("sandbox");
            assertThat(reply.head().headers()).doesNotContainKey("x-parlance-sandbox");
        }
    }

    @Test
    void a_port_in_use_is_told_with_the_setting_to_change() {
        try (Gateway gateway = Gateway.start(Scene.SETTINGS, SANDBOX)) {
            assertThatThrownBy(() -> Gateway.start(Scene.SETTINGS.withPort(gateway.port()), SANDBOX))
                    .isInstanceOf(ParlanceException.Misconfigured.class)
                    .hasMessageContaining("127.0.0.1:" + gateway.port())
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void an_address_of_another_machine_is_told_with_the_setting_to_change() {
        assertThatThrownBy(() ->
                        Gateway.start(Scene.SETTINGS.withHost("203.0.113.7").withKeys(KEYS), SANDBOX))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("203.0.113.7")
                .hasMessageContaining("--host");
    }

    @Test
    void only_a_public_address_warrants_a_warning() {
        try (Gateway loopback = Gateway.start(Scene.SETTINGS, SANDBOX);
                Gateway open = Gateway.start(Scene.SETTINGS.withHost("0.0.0.0").withKeys(KEYS), SANDBOX)) {
            assertThat(loopback.warnings()).isEmpty();
            assertThat(loopback.url()).isEqualTo("http://127.0.0.1:" + loopback.port());
            assertThat(open.warnings())
                    .singleElement()
                    .asString()
                    .contains("0.0.0.0")
                    .contains("TLS");
        }
    }

    @Test
    void a_public_address_without_a_key_is_refused() {
        assertThatThrownBy(() -> Gateway.start(Scene.SETTINGS.withHost("0.0.0.0"), SANDBOX))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("0.0.0.0")
                .hasMessageContaining("--key")
                .hasMessageContaining("--host");
    }

    @Test
    void closing_lets_an_open_stream_finish() throws Exception {
        CountDownLatch closing = new CountDownLatch(1);
        try (PlayedHost host = new PlayedHost((request, stage) -> {
            stage.beginStream();
            stage.chunk(Scene.delta("first"));
            closing.await(30, TimeUnit.SECONDS);
            stage.chunk(Scene.delta("second") + Scene.stop());
            stage.endStream();
        })) {
            Gateway gateway = Gateway.start(
                    Scene.SETTINGS.withLanes(2).withDrain(Duration.ofSeconds(30)), Scene.providers(host.url()));
            try (Caller caller = new Caller(gateway);
                    Caller idle = new Caller(gateway)) {
                idle.send("GET", "/healthz", "");
                idle.reply();
                caller.chat(Scene.ask("openai-compatible/m-1", true));
                caller.head();
                assertThat(caller.chunk()).contains("first");
                CompletableFuture<Void> closed = CompletableFuture.runAsync(gateway::close);
                // An idle connection is closed at once: the sign that the gateway no longer accepts.
                assertThat(idle.socket().getInputStream().read()).isEqualTo(-1);
                assertThat(closed).isNotDone();
                assertThat(isServed(gateway)).isFalse();
                closing.countDown();
                assertThat(caller.chunk()).contains("second").endsWith("data: [DONE]\n\n");
                closed.get(30, TimeUnit.SECONDS);
            }
        }
    }

    /** Whether a new connection gets an answer; it may still be taken for a moment, and closed again. */
    private static boolean isServed(Gateway gateway) {
        try (Caller late = new Caller(gateway)) {
            late.send("GET", "/healthz", "");
            return late.socket().getInputStream().read() >= 0;
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void a_stream_that_outlives_the_drain_time_ends_with_an_error_event() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (PlayedHost host = new PlayedHost((request, stage) -> {
            stage.beginStream();
            stage.chunk(Scene.delta("first"));
            if (stage.sawClose()) {
                closed.countDown();
            }
        })) {
            Gateway gateway =
                    Gateway.start(Scene.SETTINGS.withDrain(Duration.ofMillis(50)), Scene.providers(host.url()));
            try (Caller caller = new Caller(gateway)) {
                caller.chat(Scene.ask("openai-compatible/m-1", true));
                caller.head();
                assertThat(caller.chunk()).contains("first");
                CompletableFuture<Void> closing = CompletableFuture.runAsync(gateway::close);
                assertThat(caller.chunk()).contains("\"error\"").contains("shutting down");
                assertThat(caller.chunk()).isEmpty();
                closing.get(30, TimeUnit.SECONDS);
                assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }
}
