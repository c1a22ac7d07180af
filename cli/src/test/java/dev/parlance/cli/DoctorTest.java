package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.SandboxServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorTest {
    private static final String KEY = "sk-madeup-do-not-show";

    @TempDir
    Path folder;

    /** Runs the doctor at home in an empty folder. */
    private Outcome doctor(Map<String, String> variables, String... arguments) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("HOME", folder.toString());
        environment.put("XDG_CONFIG_HOME", folder.resolve("none").toString());
        environment.put("PATH", String.valueOf(System.getenv("PATH")));
        String[] all = new String[arguments.length + 1];
        all[0] = "doctor";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Outcome.of(environment, "", all);
    }

    private String config(String text) throws IOException {
        return Files.writeString(folder.resolve("c.toml"), text).toString();
    }

    @Test
    void nothing_set_up_is_told_with_a_variable_and_a_file_to_write() {
        Outcome outcome = doctor(Map.of());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("No provider is set up", "MOONSHOT_API_KEY", "config.toml", "providers --all");
    }

    @Test
    void a_key_in_the_environment_is_all_that_a_provider_needs() {
        Outcome outcome = doctor(Map.of("MOONSHOT_API_KEY", KEY));

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().replace("\r\n", "\n")).isEqualTo("""
                moonshot: well
                  host        moonshot, Moonshot AI (Kimi)
                  route       POST https://api.moonshot.ai/v1/chat/completions
                  model       moonshot/kimi-k3, openai-chat
                  credential  MOONSHOT_API_KEY in the environment: a key

                All is well, as far as can be seen from here; --online makes a call.
                """);
    }

    @Test
    void a_deployment_its_version_and_its_model_are_in_the_route() throws Exception {
        String config = config("""
                [aliases]
                house = "foundry/other"
                [providers.foundry]
                host = "azure-openai"
                base-url = "https://one.openai.azure.com"
                api-version = "2024-10-21"
                bearer-token = "${env:TOKEN}"
                default-model = "gpt-5"
                proxy = "http://proxy.example:3128"
                connect-timeout = "3s"
                idle-timeout = "90s"
                [providers.foundry.deployments]
                "gpt-5" = "production"
                [providers.foundry.underlying-models]
                "production" = "gpt-5-mini"
                """);

        Outcome mapped = doctor(Map.of("TOKEN", KEY), "--config", config);
        Outcome passed = doctor(Map.of("TOKEN", KEY), "--config", config, "--json", "house");

        assertThat(mapped.code()).isZero();
        assertThat(mapped.out())
                .contains(
                        "POST https://one.openai.azure.com/openai/deployments/production/chat/completions?api-version=2024-10-21")
                .contains("foundry/gpt-5, openai-chat, deployment production (from the mapping), which is gpt-5-mini")
                .contains("${env:TOKEN}: a bearer token")
                .contains("http://proxy.example:3128", "within 3 s", "at most 90 s")
                .doesNotContain(KEY);
        JsonObject one = provider(passed);
        assertThat(one.object("route"))
                .isEqualTo(JsonValue.object(
                                "model", JsonValue.of("foundry/other"),
                                "dialect", JsonValue.of("openai-chat"),
                                "url",
                                        JsonValue.of(
                                                "https://one.openai.azure.com/openai/deployments/other/chat/completions"
                                                        + "?api-version=2024-10-21"))
                        .with("deployment", JsonValue.of("other"))
                        .with("found", JsonValue.of("passed-through"))
                        .with("facts", JsonValue.of("other")));
        assertThat(Objects.requireNonNull(one.object("credential")).text("form"))
                .isEqualTo("bearer");
        assertThat(one.get("idle-timeout-ms")).isEqualTo(JsonValue.of(90_000));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            api-key = "${env:NOT_SET}"             | NOT_SET is not set
            api-key = "${file:missing.txt}"        | There is no file
            api-key = "${cmd:echo no >&2; exit 3}" | failed with status 3
            base-url = "api.moonshot.ai"           | base-url
            """)
    void what_is_missing_is_named_and_ends_with_one_or_two(String setting, String words) throws Exception {
        Outcome outcome = doctor(Map.of(), "--config", config("[providers.moonshot]\n" + setting + "\n"));

        // A fault of the file itself is said before anything is looked at.
        assertThat(outcome.code()).isEqualTo(setting.startsWith("base-url") ? 2 : 1);
        assertThat(outcome.out() + outcome.err()).contains(words).doesNotContain("\tat ");
    }

    @Test
    void one_provider_with_a_problem_does_not_hide_another() {
        Outcome outcome = doctor(Map.of("MOONSHOT_API_KEY", KEY, "AZURE_FOUNDRY_API_KEY", "foundry-key"));

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("azure-foundry: has a problem", "AZURE_FOUNDRY_BASE_URL", "https://", "moonshot: well")
                .contains("1 of 2 providers has a problem.")
                .doesNotContain("foundry-key", KEY);
    }

    @Test
    void a_named_provider_that_is_not_set_up_tells_its_variable() {
        Outcome outcome = doctor(Map.of(), "groq");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).contains("groq: has a problem", "GROQ_API_KEY", "[providers.groq]");
    }

    @Test
    void a_host_that_needs_no_key_is_well_without_one() {
        Outcome outcome = doctor(Map.of(), "ollama/some-model");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("http://localhost:11434/v1/chat/completions", "none is needed", "ollama/some-model");
    }

    @Test
    void a_key_of_another_host_and_a_file_for_everyone_are_warnings() throws Exception {
        Path file = Files.writeString(folder.resolve("key.txt"), "sk-ant-madeup");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        String config = config("[providers.openai]\napi-key = \"${file:key.txt}\"\n");

        Outcome foreign = doctor(Map.of("OPENAI_API_KEY", "sk-ant-madeup"));
        Outcome open = doctor(Map.of(), "--config", config, "--json");

        assertThat(foreign.code()).isZero();
        assertThat(foreign.out())
                .contains("warning", "anthropic", "ANTHROPIC_API_KEY")
                .doesNotContain("sk-ant-madeup");
        assertThat(open.code()).isZero();
        assertThat(provider(open).elements("warnings").toString()).contains("chmod 600", "key.txt");
        assertThat(open.out()).doesNotContain("sk-ant-madeup");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "nobody/model"})
    void an_unknown_provider_is_named_beside_those_that_there_are(String name) {
        Outcome outcome = doctor(Map.of(), name);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("\"nobody\"", "moonshot", "azure-openai");
    }

    @Test
    void a_configuration_with_a_fault_ends_with_two() throws Exception {
        Outcome outcome = doctor(Map.of(), "--config", config("[providers.moonshot]\nregoin = \"cn\"\n"));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("c.toml:2", "regoin", "region");
    }

    @Test
    void online_a_short_call_is_made_through_the_client() {
        try (SandboxServer sandbox = SandboxServer.start(0)) {
            Map<String, String> environment =
                    Map.of("MOONSHOT_API_KEY", KEY, "MOONSHOT_BASE_URL", sandbox.baseUrl("moonshot"));
            Outcome text = doctor(environment, "--online", "moonshot/kimi-k2.6");
            Outcome json = doctor(environment, "--online", "--json", "moonshot/kimi-k2.6");

            assertThat(text.code()).as(text.out()).isZero();
            assertThat(text.out())
                    .containsPattern("call        answered in \\d+ ms")
                    .contains("All is well.");
            assertThat(Objects.requireNonNull(provider(json).object("call")).members())
                    .containsKey("milliseconds");
            assertThat(sandbox.received()).hasSize(2);
            assertThat(new String(sandbox.received().getFirst().body(), StandardCharsets.UTF_8))
                    .contains("Say hi", "16");
        }
    }

    @Test
    void online_a_refused_key_is_a_problem_and_is_not_shown_though_the_host_repeats_it() {
        try (LocalHost host = new LocalHost()) {
            host.answers(
                    401,
                    "{\"error\":{\"message\":\"Incorrect API key provided: " + KEY
                            + "\",\"type\":\"invalid_request_error\"}}");
            Outcome outcome = doctor(
                    Map.of("OPENAI_API_KEY", KEY, "OPENAI_BASE_URL", host.url() + "/v1"), "--online", "openai/gpt-4o");

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.out())
                    .contains("The call of openai/gpt-4o failed", "Incorrect API key provided: ***")
                    .doesNotContain(KEY);
            assertThat(host.asked()).hasSize(1);
        }
    }

    @Test
    void online_a_local_server_is_asked_for_a_model_first() throws Exception {
        try (LocalHost host = new LocalHost()) {
            host.answers(200, "{\"data\":[{\"id\":\"text-embedder\"},{\"id\":\"own-model\"}]}")
                    .answers(
                            200,
                            "{\"model\":\"own-model-4bit\",\"choices\":[{\"message\":{\"role\":\"assistant\","
                                    + "\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}");
            Outcome outcome = doctor(Map.of("OPENAI_COMPATIBLE_BASE_URL", host.url() + "/v1"), "--online");

            assertThat(outcome.code()).as(outcome.out()).isZero();
            assertThat(outcome.out()).contains("openai-compatible/own-model", "ms by own-model-4bit");
            assertThat(host.asked())
                    .extracting(LocalHost.Asked::line)
                    .containsExactly("GET /v1/models", "POST /v1/chat/completions");
        }
    }

    @Test
    void online_without_a_known_model_it_says_how_to_name_one() {
        try (LocalHost host = new LocalHost()) {
            host.answers(200, "{\"data\":[]}");
            Outcome outcome = doctor(Map.of("OPENAI_COMPATIBLE_BASE_URL", host.url() + "/v1"), "--online");

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.out()).contains("openai-compatible/MODEL", "default-model");
        }
    }

    @ParameterizedTest
    @CsvSource({"'', did not list its models", "/some-model, The call of mine/some-model failed"})
    void online_a_server_that_does_not_answer_is_a_problem(String model, String words) throws Exception {
        String config =
                config("[providers.mine]\nhost = \"openai-compatible\"\nbase-url = \"http://127.0.0.1:9/v1\"\n");

        Outcome offline = doctor(Map.of(), "--config", config, "mine" + model);
        Outcome online = doctor(Map.of(), "--config", config, "--online", "mine" + model);

        assertThat(offline.code()).isZero();
        assertThat(offline.out()).contains("http://127.0.0.1:9/v1/chat/completions");
        assertThat(online.code()).isEqualTo(1);
        assertThat(online.out()).contains(words, "127.0.0.1:9").doesNotContain("default-model");
    }

    private static JsonObject provider(Outcome outcome) {
        return outcome.objects("providers").getFirst();
    }
}
