package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parlance.configuration.Configuration;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Marked secrets in every source a secret can have, and no mark in anything that Parlance prints, answers or would print. */
@Timeout(120)
class CanaryTest {
    private static final String MARK = "CANARY";

    private static final String CONFIGURATION = """
            [providers.environment]
            host = "openai-compatible"
            base-url = "BASE/fine/v1"
            api-key = "${env:OF_ENVIRONMENT}"
            headers = { "X-Trace-Token" = "CANARY-header-literal", "X-Other" = "${env:OF_HEADER}" }

            [providers.file]
            host = "openai-compatible"
            base-url = "BASE/fine/v1"
            api-key = "${file:key.txt}"

            [providers.command]
            host = "openai-compatible"
            base-url = "BASE/fine/v1"
            api-key = "${cmd:cat command.txt | tr -d ' '}"

            [providers.literal]
            host = "openai-compatible"
            base-url = "BASE/fine/v1"
            api-key = "CANARY-literal"

            [providers.token]
            host = "openai-compatible"
            base-url = "BASE/fine/v1"
            bearer-token = "CANARY-bearer-literal"

            [providers.identity]
            host = "azure-openai"
            base-url = "BASE/fine"
            [providers.identity.credential]
            type = "managed-identity"

            [providers.principal]
            host = "azure-openai"
            base-url = "BASE/fine"
            [providers.principal.credential]
            type = "client-secret"
            tenant-id = "tenant"
            client-id = "client"
            client-secret = "CANARY-client-secret"
            authority = "https://127.0.0.1:1"

            [providers.broken]
            host = "openai-compatible"
            base-url = "BASE/fine/v1"
            api-key = "${cmd:cat broken.txt; exit 3}"

            [providers.spaced]
            host = "openai-compatible"
            base-url = "BASE/fine/v1"
            api-key = "${env:OF_SPACED}"

            [providers.told]
            host = "openai-compatible"
            base-url = "BASE/told/v1"
            api-key = "${env:OF_TOLD}"
            """;

    @TempDir
    Path folder;

    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private HttpServer host;
    private Path file;
    private Map<String, String> environment;

    @BeforeEach
    void plant() throws IOException {
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext("/", this::answer);
        host.start();
        String base = "http://127.0.0.1:" + host.getAddress().getPort();
        Files.writeString(folder.resolve("key.txt"), "CANARY-file\n");
        Files.writeString(folder.resolve("command.txt"), "CANARY -command\n");
        Files.writeString(folder.resolve("broken.txt"), "CANARY-broken-output\n");
        file = Files.writeString(folder.resolve("config.toml"), CONFIGURATION.replace("BASE", base));
        environment = new HashMap<>(Map.of(
                "OF_ENVIRONMENT", "CANARY-environment",
                "OF_HEADER", "CANARY-header-environment",
                "OF_SPACED", "CANARY with spaces",
                "OF_TOLD", "CANARY-told-by-the-host",
                "MOONSHOT_API_KEY", "CANARY-moonshot",
                "IDENTITY_ENDPOINT", base + "/issuer",
                "IDENTITY_HEADER", "CANARY-identity-header",
                "PATH", "/usr/bin:/bin"));
    }

    @AfterEach
    void stop() {
        host.stop(0);
    }

    /** Lets everyone in at /fine; at /told says what it was shown, plain and within a stream; issues a token at /issuer. */
    private void answer(HttpExchange exchange) throws IOException {
        String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String shown = exchange.getRequestHeaders().entrySet().toString();
        arrived.add(shown);
        String path = exchange.getRequestURI().getPath();
        String told = exchange.getRequestHeaders().getFirst("authorization");
        boolean stream = asked.contains("\"stream\":true");
        if (path.startsWith("/issuer")) {
            send(exchange, 200, "application/json", "{\"access_token\":\"CANARY-issued\",\"expires_in\":3600}");
        } else if (path.startsWith("/told") && !stream) {
            send(exchange, 401, "application/json", "{\"error\":{\"message\":\"No such key: " + told + "\"}}");
        } else if (path.startsWith("/told")) {
            send(
                    exchange,
                    200,
                    "text/event-stream",
                    "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"so\"}}]}\n\ndata: {\"error\":{\"message\":\"No"
                            + " such key: " + told + "\"}}\n\n");
        } else {
            send(
                    exchange,
                    200,
                    "application/json",
                    "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"fine\"},"
                            + "\"finish_reason\":\"stop\"}]}");
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private void run(String... arguments) {
        Outcome outcome = Outcome.of(environment, "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}", arguments);
        seen.add(List.of(arguments) + ": " + outcome.out() + outcome.err());
    }

    private void nothingShows() {
        assertThat(seen).isNotEmpty().allSatisfy(text -> assertThat(text).doesNotContain(MARK));
    }

    private static final List<String> PROVIDERS = List.of(
            "environment", "file", "command", "literal", "token", "identity", "principal", "broken", "spaced", "told");

    @Test
    void no_command_prints_a_secret() {
        String config = file.toString();
        run("config", "check", "--config", config);
        run("config", "show", "--config", config);
        run("config", "show", "--json", "--config", config);
        run("providers", "--all", "--config", config);
        run("doctor", "--config", config);
        run("doctor", "--json", "--config", config);
        run("doctor", "--online", "--config", config);
        run("models", "--config", config);
        run("models", "--online", "--config", config);
        for (String provider : PROVIDERS) {
            run("explain", "--model", provider + "/gpt-4o", "--config", config, "-");
        }
        assertThat(String.join("\n", seen))
                .as("the commands did what they are for")
                .contains("***", "gpt-4o", "/fine", "failed with status 3");
        assertThat(arrived.toString())
                .as("the secrets were used")
                .contains(
                        "CANARY-environment",
                        "CANARY-file",
                        "CANARY-command",
                        "CANARY-issued",
                        "CANARY-header-literal");
        nothingShows();
    }

    @Test
    void the_gateway_neither_logs_nor_answers_a_secret_whatever_it_logs() throws Exception {
        Path logging = Files.writeString(
                folder.resolve("logging.properties"),
                "handlers=java.util.logging.ConsoleHandler\n.level=ALL\njava.util.logging.ConsoleHandler.level=ALL\n");
        environment.put("JAVA_TOOL_OPTIONS", "-Djava.util.logging.config.file=" + logging);
        try (ServerProcess server =
                ServerProcess.start(environment, "serve", "--port", "0", "--config", file.toString())) {
            for (String provider : PROVIDERS) {
                for (boolean stream : new boolean[] {false, true}) {
                    HttpResponse<String> answer = server.chat("{\"model\":\"" + provider + "/gpt-4o\",\"stream\":"
                            + stream + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
                    seen.add(provider + ": " + answer.headers().map() + answer.body());
                }
            }
            seen.add(server.get("/v1/models").body());
            Files.writeString(file, Files.readString(file) + "\n[broken");
            server.awaitsError("cannot be used");
            server.terminate();
            assertThat(server.exitCode()).isZero();
            String output = server.output();
            assertThat(output).contains("FINE", "deployment");
            seen.add(output);
        }
        assertThat(arrived.toString()).contains("CANARY-environment", "CANARY-issued", "CANARY-told-by-the-host");
        assertThat(String.join("\n", seen)).contains("fine", "No such key: Bearer ***");
        nothingShows();
    }

    @Test
    void a_crash_shows_no_secret_whatever_it_prints() {
        PrintStream torn = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                throw new IllegalStateException("the printer is on fire");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                torn,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment);
        Setup setup = Setup.load(file, console);
        int code = Program.run(console, "providers", "--config", file.toString());
        assertThat(code).isEqualTo(ExitCode.DEFECT);
        seen.add(err.toString(StandardCharsets.UTF_8));
        // What a debugger, a dump of objects or a careless message of the future would show.
        Configuration configuration = setup.configuration();
        seen.add(configuration + " " + configuration.providers() + configuration.settings());
        setup.providers().entries().forEach(entry -> {
            seen.add(entry.toString());
            seen.add(String.valueOf(entry.endpoint()));
            if (entry.endpoint() != null && entry.endpoint().credential() != null) {
                seen.add(entry.endpoint().credential()
                        + entry.endpoint().credential().description());
            }
        });
        nothingShows();
    }
}
