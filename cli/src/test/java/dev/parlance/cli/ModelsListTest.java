package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.SandboxServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelsListTest {
    private static final String KEY = "sk-madeup-do-not-show";

    @TempDir
    Path folder;

    private Outcome models(Map<String, String> variables, String... arguments) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("XDG_CONFIG_HOME", folder.resolve("none").toString());
        String[] all = new String[arguments.length + 1];
        all[0] = "models";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Outcome.of(environment, "", all);
    }

    private String config(String text) throws IOException {
        return Files.writeString(folder.resolve("c.toml"), text).toString();
    }

    private static JsonObject model(Outcome outcome, String id) {
        return outcome.objects("models").stream()
                .filter(model -> id.equals(model.text("id")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + id + " in " + outcome.out()));
    }

    private static List<String> origins(Outcome outcome, String id) {
        return model(outcome, id).elements("origins").stream()
                .map(origin -> ((JsonValue.JsonString) origin).text())
                .toList();
    }

    @Test
    void models_of_the_catalog_come_with_their_facts() {
        Outcome text = models(Map.of("MOONSHOT_API_KEY", KEY));
        Outcome json = models(Map.of("MOONSHOT_API_KEY", KEY), "list", "--json");

        assertThat(text.code()).isZero();
        assertThat(text.out().lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .contains("MODEL | WINDOW | MAX OUTPUT | INPUTS | THINKS | ORIGIN")
                .contains("moonshot/kimi-k2.6 | 262144 | 262144 | image text video | by-default | catalog")
                .anyMatch(line -> line.startsWith("moonshot/kimi-k2-thinking |") && line.endsWith("| retired"))
                .noneMatch(line -> line.startsWith("openai/"));
        assertThat(model(json, "moonshot/kimi-k2.6").get("window")).isEqualTo(JsonValue.of(262_144));
    }

    @Test
    void aliases_deployments_and_tables_of_models_are_configured() throws Exception {
        String config = config("""
                [aliases]
                fast = "house/gpt-5"
                [providers.house]
                host = "azure-openai"
                base-url = "https://one.openai.azure.com"
                api-key = "${env:KEY}"
                deployments = { "gpt-5" = "production", "mine" = "tuned" }
                underlying-models = { "tuned" = "gpt-5-mini", "beside" = "gpt-4o" }
                [providers.local]
                host = "openai-compatible"
                base-url = "http://127.0.0.1:9/v1"
                default-model = "Own-Model"
                [providers.local.models."own-model"]
                window = 5000
                [providers.local.models."another"]
                window = 6000
                """);

        Outcome outcome = models(Map.of("KEY", KEY), "--config", config, "--json");

        assertThat(outcome.code()).isZero();
        assertThat(model(outcome, "fast").text("alias-of")).isEqualTo("house/gpt-5");
        assertThat(origins(outcome, "house/gpt-5")).containsExactly("catalog", "configured");
        assertThat(model(outcome, "house/gpt-5").text("deployment")).isEqualTo("production");
        assertThat(model(outcome, "house/mine").get("window"))
                .as("the facts of the model behind the deployment")
                .isEqualTo(model(outcome, "house/gpt-5-mini").get("window"))
                .isNotNull();
        assertThat(origins(outcome, "house/beside")).containsExactly("configured");
        assertThat(model(outcome, "local/Own-Model").get("window")).isEqualTo(JsonValue.of(5000));
        assertThat(origins(outcome, "local/another")).containsExactly("configured");
        assertThat(outcome.out()).doesNotContain("local/own-model", KEY);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "moonshot, MOONSHOT_API_KEY, MOONSHOT_BASE_URL, kimi-k2.6",
        "anthropic, ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL, claude-sonnet-4-5-20250929",
        "gemini, GEMINI_API_KEY, GEMINI_BASE_URL, gemini-2.5-pro"
    })
    void online_each_kind_of_list_is_read(String host, String key, String address, String model) {
        try (SandboxServer sandbox = SandboxServer.start(0)) {
            Outcome outcome =
                    models(Map.of(key, KEY, address, sandbox.baseUrl(host)), "--provider", host, "--online", "--json");

            assertThat(outcome.code()).as(outcome.err()).isZero();
            assertThat(origins(outcome, host + "/" + model)).contains("host");
            assertThat(sandbox.received()).hasSize(1);
        }
    }

    @Test
    void online_a_host_tells_numbers_of_models_that_nobody_else_knows() throws Exception {
        try (LocalHost host = new LocalHost()) {
            host.answers(
                    200,
                    "{\"data\":[{\"id\":\"one\",\"max_model_len\":4096},{\"id\":\"two\\u001b[31m\"},{\"name\":7},\"odd\"]}");
            String config = config("[providers.mine]\nhost = \"vllm\"\nbase-url = \"" + host.url()
                    + "/v1?tenant=a\"\napi-key = \"" + KEY + "\"\nheaders = { X-Team = \"blue\" }\n");

            Outcome outcome = models(Map.of(), "--config", config, "--online", "--json");

            assertThat(model(outcome, "mine/one").get("window")).isEqualTo(JsonValue.of(4096));
            assertThat(origins(outcome, "mine/one")).containsExactly("host");
            assertThat(outcome.out()).contains("mine/two").doesNotContain("\\u001b", KEY);
            assertThat(host.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.line()).isEqualTo("GET /v1/models?tenant=a");
                assertThat(asked.headers())
                        .containsEntry("authorization", "Bearer " + KEY)
                        .containsEntry("x-team", "blue")
                        .doesNotContainKey("content-type");
            });
        }
    }

    @Test
    void online_a_redirect_is_not_followed() throws Exception {
        try (LocalHost host = new LocalHost();
                LocalHost elsewhere = new LocalHost()) {
            host.answers(302, Map.of("location", elsewhere.url() + "/v1/models"), "");

            Outcome outcome = models(Map.of("OPENAI_API_KEY", KEY, "OPENAI_BASE_URL", host.url() + "/v1"), "--online");

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err()).contains("302", "not followed", "base-url");
            assertThat(outcome.out()).contains("openai/gpt-4o");
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            401 | {"error":{"message":"Wrong key sk-madeup-do-not-show"}} | Wrong key ***
            200 | <html>Welcome</html>                                    | no list of models
            200 | {"object":"list"}                                       | no list of models
            503 | busy                                                    | openai did not list its models
            """)
    void online_what_is_no_list_is_told_and_the_rest_is_listed(int status, String body, String words) {
        try (LocalHost host = new LocalHost()) {
            host.answers(status, body);
            Outcome outcome = models(Map.of("OPENAI_API_KEY", KEY, "OPENAI_BASE_URL", host.url() + "/v1"), "--online");

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err()).contains(words).doesNotContain(KEY);
            assertThat(outcome.out()).contains("openai/gpt-4o");
        }
    }

    @Test
    void online_a_key_that_changed_is_read_again_after_a_401() throws Exception {
        Path file = Files.writeString(folder.resolve("key.txt"), "first");
        try (LocalHost host = new LocalHost()) {
            host.answers(401, "{}").answers(200, "{\"data\":[]}");
            String config = config("[providers.openai]\nbase-url = \"" + host.url() + "/v1\"\napi-key = \"${cmd:cat "
                    + file + "; printf second > " + file + "}\"\n");

            Outcome outcome =
                    models(Map.of("PATH", String.valueOf(System.getenv("PATH"))), "--config", config, "--online");

            assertThat(outcome.code()).as(outcome.err()).isZero();
            assertThat(host.asked())
                    .extracting(asked -> asked.headers().get("authorization"))
                    .containsExactly("Bearer first", "Bearer second");
        }
    }

    @Test
    void online_azure_is_not_asked_for_it_does_not_list_deployments() throws Exception {
        String plain = config(
                "[providers.mine]\nhost = \"openai-compatible\"\nbase-url = \"https://one.openai.azure.com/v1\"\n");
        try (LocalHost host = new LocalHost()) {
            Outcome outcome =
                    models(Map.of("AZURE_OPENAI_API_KEY", KEY, "AZURE_OPENAI_ENDPOINT", host.url()), "--online");

            assertThat(outcome.code()).isZero();
            assertThat(outcome.err()).contains("az cognitiveservices account deployment list");
            assertThat(host.asked()).isEmpty();
            assertThat(models(Map.of(), "--config", plain, "--online").err()).contains("mine was not asked");
        }
    }

    @Test
    void a_provider_that_is_not_there_or_not_set_up() {
        assertThat(models(Map.of(), "--provider", "nobody").code()).isEqualTo(2);
        assertThat(models(Map.of(), "--provider", "groq").out()).contains("groq/openai/gpt-oss-120b");
        assertThat(models(Map.of(), "--provider", "groq", "--online").err()).contains("GROQ_API_KEY");
        assertThat(models(Map.of()).err()).contains("No provider is set up");
        assertThat(models(Map.of()).code()).isZero();
    }
}
