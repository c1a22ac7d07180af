package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.providers.Defaults;
import dev.parlance.providers.ProviderSettings;
import dev.parlance.providers.Providers;
import dev.parlance.providers.Surroundings;
import dev.parlance.providers.credential.Credential;
import dev.parlance.providers.credential.Token;
import dev.parlance.providers.value.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Keys that change, tokens that must be waited for, ways out of one's own. */
class CredentialTest {
    private static final String MODEL = "mine/m-1";

    private static ProviderSettings.Builder at(PlayedHost host) {
        return ProviderSettings.of("mine", "openai-compatible").baseUrl(host.url() + "/v1");
    }

    private static Providers providers(ProviderSettings settings) {
        return Providers.of(
                List.of(settings), Map.of(), Defaults.NONE, Surroundings.of(System.getenv()), Catalog.bundled());
    }

    private static Credential text(Template template) {
        return new Credential.Text(template, "api-key", Token.Form.KEY, null);
    }

    /** A host that lets in whoever has this key. */
    private static PlayedHost.Role only(String key) {
        return (request, stage) -> {
            if (key.equals(request.headers().get("authorization"))) {
                stage.answer(200, "application/json", Scene.plain("in"));
            } else {
                stage.answer(401, "application/json", "{\"error\":{\"message\":\"who are you\"}}");
            }
        };
    }

    @Test
    void a_key_that_was_changed_in_its_file_is_read_again_after_a_401_and_the_client_sees_nothing(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("key");
        Files.writeString(file, "old\n");
        AtomicReference<String> valid = new AtomicReference<>("Bearer old");
        try (PlayedHost host =
                        new PlayedHost((request, stage) -> only(valid.get()).play(request, stage));
                Gateway gateway = Gateway.start(
                        Scene.SETTINGS,
                        providers(at(host).credential(text(Template.of(Template.Kind.FILE, file.toString())))
                                .build()));
                Caller caller = new Caller(gateway)) {
            caller.chat(Scene.ask(MODEL, false));
            assertThat(caller.reply().status()).isEqualTo(200);

            valid.set("Bearer new");
            Files.writeString(file, "new\n");
            caller.chat(Scene.ask(MODEL, false));
            assertThat(caller.reply().status()).isEqualTo(200);
            assertThat(host.received())
                    .as("one, one refused, one with the new key")
                    .hasSize(3);

            valid.set("Bearer another");
            caller.chat(Scene.ask(MODEL, false));
            Caller.Reply refused = caller.reply();
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.body()).contains("who are you");
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void many_callers_wait_for_one_command_and_the_event_loop_for_none(@TempDir Path folder) throws Exception {
        Path runs = folder.resolve("runs");
        Path gate = folder.resolve("gate");
        String command = "echo run >> " + runs + "; while [ ! -e " + gate + " ]; do sleep 0.01; done; echo new";
        try (PlayedHost host = new PlayedHost(only("Bearer new"));
                Gateway gateway = Gateway.start(
                        Scene.SETTINGS.withLanes(1),
                        providers(at(host).credential(text(Template.of(Template.Kind.CMD, command)))
                                .build()));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int number = 0; number < 100; number++) {
                calls.add(() -> {
                    try (Caller caller = new Caller(gateway)) {
                        caller.chat(Scene.ask(MODEL, false));
                        return caller.reply().status();
                    }
                });
            }
            List<Future<Integer>> answers = calls.stream().map(threads::submit).toList();
            try (Caller other = new Caller(gateway)) {
                other.send("GET", "/healthz", "");
                assertThat(other.reply().status())
                        .as("the one event loop is free")
                        .isEqualTo(200);
            }
            Files.createFile(gate);
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
            assertThat(Files.readAllLines(runs)).hasSize(1);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void a_command_that_fails_is_an_error_of_the_dialect_and_nothing_is_sent() throws IOException {
        try (PlayedHost host = new PlayedHost(only("Bearer new"));
                Gateway gateway = Gateway.start(
                        Scene.SETTINGS,
                        providers(
                                at(host).credential(text(Template.of(Template.Kind.CMD, "echo marked-output; exit 3")))
                                        .build()));
                Caller caller = new Caller(gateway)) {
            caller.chat(Scene.ask(MODEL, true));
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.body()).contains("exit", "3").doesNotContain("marked-output\"", "Exception");
            assertThat(host.received()).isEmpty();
        }
    }

    @Test
    void calls_go_through_the_proxy_of_their_provider() throws IOException {
        try (PlayedHost proxy = new PlayedHost((request, stage) ->
                        stage.answer(200, "application/json", Scene.plain("by " + request.target())));
                Gateway gateway = Gateway.start(
                        Scene.SETTINGS,
                        providers(ProviderSettings.of("mine", "openai-compatible")
                                .baseUrl("http://far.example/v1")
                                .proxy(URI.create(proxy.url()))
                                .build()));
                Caller caller = new Caller(gateway)) {
            caller.chat(Scene.ask(MODEL, false));
            assertThat(caller.reply().body()).contains("by http://far.example/v1/chat/completions");
        }
    }

    @Test
    @Timeout(60)
    void a_provider_may_be_less_patient_than_the_gateway() throws IOException {
        try (PlayedHost host = new PlayedHost(
                        (request, stage) -> assertThat(stage.sawClose()).isTrue());
                Gateway gateway = Gateway.start(
                        // A tenth of the gateway's own patience is longer than this test may take.
                        Scene.SETTINGS.withTimeouts(Duration.ofSeconds(10), Duration.ofHours(1)),
                        providers(at(host).idleTimeout(Duration.ofMillis(10)).build()));
                Caller caller = new Caller(gateway)) {
            caller.chat(Scene.ask(MODEL, false));
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isEqualTo(504);
            assertThat(reply.body()).contains("silence 0 s");
        }
    }

    @Test
    void new_settings_serve_the_next_call_and_leave_open_ones_alone() throws IOException {
        try (PlayedHost first = new PlayedHost((request, stage) -> {
                    stage.beginStream();
                    stage.chunk(Scene.delta("first"));
                    stage.chunk(Scene.stop());
                    stage.endStream();
                });
                PlayedHost second = new PlayedHost(
                        (request, stage) -> stage.answer(200, "application/json", Scene.plain("second")));
                Gateway gateway =
                        Gateway.start(Scene.SETTINGS, providers(at(first).build()));
                Caller caller = new Caller(gateway)) {
            caller.send("GET", "/v1/models", "");
            assertThat(caller.reply().body()).doesNotContain("\"other/");
            caller.chat(Scene.ask(MODEL, true));
            assertThat(caller.reply().body()).contains("first");

            gateway.use(Providers.of(
                    List.of(
                            at(second).build(),
                            ProviderSettings.of("other", "openai-compatible")
                                    .baseUrl(second.url())
                                    .deployment("m", "n")
                                    .build()),
                    Map.of("fast", MODEL),
                    Defaults.NONE,
                    Surroundings.of(Map.of()),
                    Catalog.bundled()));
            caller.chat(Scene.ask("fast", false));
            Caller.Reply reply = caller.reply();
            assertThat(reply.body()).contains("second");
            assertThat(reply.header("x-parlance-model")).isEqualTo(MODEL);
            caller.send("GET", "/v1/models", "");
            assertThat(caller.reply().body()).contains("\"other/m\"", "\"fast\"");
        }
    }
}
