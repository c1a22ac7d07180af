package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ServeTest {
    private static final String HELLO =
            "{\"model\":\"moonshot/kimi-k2.6\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello there\"}]}";

    @Test
    void without_a_key_everything_is_simulated_and_says_so() throws Exception {
        try (ServerProcess server = ServerProcess.start(Map.of(), "serve", "--port", "0")) {
            HttpResponse<String> answer = server.chat(HELLO);
            HttpResponse<String> models = server.get("/v1/models");
            server.terminate();

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("Hello there", "reasoning_content");
            assertThat(answer.headers().firstValue("x-parlance-sandbox")).hasValue("true");
            assertThat(answer.headers().firstValue("x-parlance-model")).hasValue("moonshot/kimi-k2.6");
            assertThat(models.body()).contains("moonshot/kimi-k2.6", "azure-foundry/Kimi-K2.6", "\"sandbox\":true");
            assertThat(server.exitCode()).isZero();
            assertThat(server.output())
                    .contains("listening on " + server.url())
                    .contains("sandbox", "MOONSHOT_API_KEY", "AZURE_FOUNDRY_API_KEY with AZURE_FOUNDRY_BASE_URL")
                    .contains("curl " + server.url() + "/v1/chat/completions");
        }
    }

    @Test
    void a_changed_configuration_counts_for_new_calls_and_a_wrong_one_is_said_once(@TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(folder.resolve("config.toml"), "[aliases]\nfirst = \"moonshot/kimi-k2.6\"\n");
        try (ServerProcess server =
                ServerProcess.start(Map.of(), "serve", "--sandbox", "--port", "0", "--config", file.toString())) {
            assertThat(server.chat(HELLO.replace("moonshot/kimi-k2.6", "first")).statusCode())
                    .isEqualTo(200);

            Files.writeString(file, "[aliases]\nwrong = 7\n");
            server.awaitsError("cannot be used");
            assertThat(server.chat(HELLO.replace("moonshot/kimi-k2.6", "first")).statusCode())
                    .isEqualTo(200);

            Files.writeString(file, "[aliases]\nsecond = \"moonshot/kimi-k2.6\"\n");
            server.awaitsError("new calls go by it");
            assertThat(server.chat(HELLO.replace("moonshot/kimi-k2.6", "second"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.chat(HELLO.replace("moonshot/kimi-k2.6", "first")).statusCode())
                    .isEqualTo(404);
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(server.output())
                    .containsOnlyOnce("cannot be used, so the one before goes on")
                    .contains("config.toml:2:1");
        }
    }

    @Test
    void debugging_tells_the_route_the_deployment_and_what_was_adjusted(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("config.toml"), """
                [providers.work]
                host = "azure-openai"
                base-url = "https://ex.openai.azure.com"
                api-key = "sk-secret-of-mine"
                [providers.work.deployments]
                "gpt-5" = "production-gpt5"
                """);
        try (ServerProcess server = ServerProcess.start(
                Map.of(), "serve", "--sandbox", "--debug", "--port", "0", "--config", file.toString())) {
            server.chat(
                    "{\"model\":\"work/gpt-5\",\"temperature\":0.2,\"messages\":[{\"role\":\"user\",\"content\":\"hi there\"}]}");
            server.awaitsError("work/gpt-5 -> ");
            server.terminate();
            server.exitCode();
            assertThat(server.output())
                    .contains("/openai/v1/", "deployment production-gpt5 (mapped)", "temperature=dropped")
                    .doesNotContain("sk-secret-of-mine", "hi there");
        }
    }

    @Test
    void a_gateway_for_others_asks_for_its_key_falls_back_and_writes_a_line_for_each_call(@TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(folder.resolve("config.toml"), """
                [gateway]
                longest-pause = "10ms"
                [gateway.keys]
                laptop = "${env:LAPTOP_KEY}"
                [aliases]
                safe = ["gemini/no-such-model", "moonshot/kimi-k2.6"]
                """);
        String json = HELLO.replace("moonshot/kimi-k2.6", "safe");
        try (ServerProcess server = ServerProcess.start(
                Map.of("LAPTOP_KEY", "open-sesame"),
                "serve",
                "--sandbox",
                "--port",
                "0",
                "--config",
                file.toString())) {
            assertThat(server.chat(json).statusCode()).isEqualTo(401);
            HttpResponse<String> answer = server.chat(json, "authorization", "Bearer open-sesame");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("x-parlance-model")).hasValue("moonshot/kimi-k2.6");
            assertThat(answer.headers().firstValue("x-parlance-attempts"))
                    .hasValue("gemini/no-such-model=model-not-found; moonshot/kimi-k2.6=answered");
            server.awaitsError("\"client\":\"laptop\"");
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(server.output())
                    .contains("\"asked\":\"safe\"", "\"answered\":\"moonshot/kimi-k2.6\"", "\"reason\":\"fallback\"")
                    .doesNotContain("open-sesame", "hello");
        }
    }

    @Test
    void a_log_that_cannot_be_written_and_an_empty_key_are_told_at_the_start(@TempDir Path folder) {
        Outcome log = Outcome.of(
                "serve",
                "--sandbox",
                "--port",
                "0",
                "--log",
                folder.resolve("no/such").toString());
        assertThat(log.code()).isEqualTo(2);
        assertThat(log.err()).contains("--log");
        Outcome key = Outcome.of("serve", "--sandbox", "--port", "0", "--key", "${env:NOT_SET_ANYWHERE}");
        assertThat(key.code()).isEqualTo(2);
        assertThat(key.err()).contains("NOT_SET_ANYWHERE");
    }

    @Test
    void with_a_key_the_real_host_is_called_unless_the_sandbox_is_asked_for() throws Exception {
        Map<String, String> environment = Map.of("MOONSHOT_API_KEY", "sk-secret-of-mine");
        try (ServerProcess real = ServerProcess.start(environment, "serve", "--port", "0");
                ServerProcess simulated = ServerProcess.start(environment, "serve", "--sandbox", "--port", "0")) {
            HttpResponse<String> models = real.get("/v1/models");
            HttpResponse<String> answer = simulated.chat(HELLO);
            real.terminate();
            simulated.terminate();

            assertThat(models.body()).contains("moonshot/kimi-k2.6").doesNotContain("openai/gpt", "sandbox");
            assertThat(answer.headers().firstValue("x-parlance-sandbox")).hasValue("true");
            assertThat(real.output()).contains("hosts: moonshot").doesNotContain("sandbox", "sk-secret-of-mine");
            assertThat(simulated.output()).contains("as asked").doesNotContain("sk-secret-of-mine");
        }
    }

    @Test
    void sigterm_lets_open_streams_finish_and_ends_with_zero() throws Exception {
        try (ServerProcess server = ServerProcess.start(Map.of(), "serve", "--port", "0")) {
            String slow = HELLO.replace("Hello there", "[[slow 20ms]] [[tokens 60]] go")
                    .replace("{\"model\"", "{\"stream\":true,\"model\"");
            try (Stream<String> lines = server.chatLines(slow).body()) {
                Iterator<String> stream = lines.iterator();
                assertThat(stream.next()).startsWith("data: ");
                server.terminate();
                List<String> rest = Stream.generate(() -> stream.hasNext() ? stream.next() : "")
                        .takeWhile(line -> stream.hasNext())
                        .filter(line -> line.startsWith("data: "))
                        .toList();

                assertThat(rest).hasSizeGreaterThan(20);
                assertThat(rest).last().isEqualTo("data: [DONE]");
            }
            assertThat(server.exitCode()).isZero();
            assertThat(server.output()).contains("stopping");
        }
    }

    @Test
    void a_port_in_use_is_one_line_that_names_the_option() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (String command : List.of("serve", "sandbox")) {
                Outcome outcome = Outcome.of(command, "--port", Integer.toString(taken.getLocalPort()));

                assertThat(outcome.code()).isEqualTo(2);
                assertThat(outcome.out()).isEmpty();
                assertThat(outcome.err().lines()).hasSize(1);
                assertThat(outcome.err()).contains(Integer.toString(taken.getLocalPort()), "--port");
            }
        }
    }

    @Test
    void a_second_server_on_the_same_port_leaves_the_first_one_running() throws Exception {
        try (ServerProcess first = ServerProcess.start(Map.of(), "serve", "--port", "0")) {
            String port = Integer.toString(URI.create(first.url()).getPort());
            Process second = ServerProcess.launch(Map.of(), "serve", "--port", port);

            assertThat(second.waitFor()).isEqualTo(2);
            assertThat(first.get("/healthz").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "http"})
    void a_port_that_is_none_is_named(String port) {
        Outcome outcome = Outcome.of("serve", "--port", port);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("--port", port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "3GiB", "much"})
    void a_limit_that_is_none_is_named(String size) {
        Outcome outcome = Outcome.of("serve", "--max-body", size);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("--max-body", size);
    }

    @Test
    void an_address_of_another_machine_is_named() {
        Outcome outcome = Outcome.of("serve", "--host", "192.0.2.1", "--port", "0");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("192.0.2.1", "--host");
    }

    @Test
    void the_sandbox_alone_lists_its_hosts_and_ends_with_zero() throws Exception {
        try (ServerProcess sandbox = ServerProcess.start(Map.of(), "sandbox", "--port", "0")) {
            HttpResponse<String> models = sandbox.get("/moonshot/models");
            sandbox.terminate();

            assertThat(models.statusCode()).isNotEqualTo(500);
            assertThat(sandbox.exitCode()).isZero();
            assertThat(sandbox.output()).contains(sandbox.url() + "/moonshot", "azure-foundry", "openai");
        }
    }

    @Test
    void explain_and_decode_end_with_their_codes_as_processes_too() throws Exception {
        Process explain = ServerProcess.launch(Map.of(), "explain", "--model", "moonshot/kimi-k2.6");
        try (var stdin = explain.outputWriter()) {
            stdin.write(HELLO);
        }
        String out = new String(explain.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(explain.waitFor()).isZero();
        assertThat(((JsonObject) Json.parse(out)).text("model")).isEqualTo("moonshot/kimi-k2.6");
        assertThat(ServerProcess.launch(Map.of(), "decode", "--model", "a/b", "nowhere.json")
                        .waitFor())
                .isEqualTo(2);
    }
}
