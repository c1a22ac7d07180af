package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.configuration.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file has the form of models.dev (anomalyco/models.dev, packages/core/src/schema.ts, 2026); its models are made up. */
class ModelsImportTest {
    private static final String FILE = """
            {
              "moonshotai": {
                "id": "moonshotai", "name": "Moonshot AI", "env": ["MOONSHOT_API_KEY"],
                "npm": "@ai-sdk/openai-compatible", "api": "https://api.moonshot.ai/v1",
                "models": {
                  "kimi-k2.6": { "id": "kimi-k2.6", "modalities": { "input": ["text"], "output": ["text"] }, "limit": { "context": 1, "output": 1 } },
                  "kimi-x9": { "id": "kimi-x9", "modalities": { "input": ["text", "image", "pdf"], "output": ["text"] }, "limit": { "context": 900000, "output": 90000 } },
                  "kimi": { "id": "kimi", "modalities": { "input": ["text"], "output": ["text"] }, "limit": { "context": 7, "output": 7 } },
                  "old-one": { "id": "old-one", "status": "deprecated", "limit": { "context": 7, "output": 7 } },
                  "painter": { "id": "painter", "modalities": { "input": ["text"], "output": ["image"] }, "limit": { "context": 7, "output": 0 } },
                  "unmeasured": { "id": "unmeasured", "limit": { "context": 0, "output": 0 } }
                }
              },
              "acme": {
                "id": "acme", "env": ["ACME_REGION", "ACME_API_KEY"], "npm": "@ai-sdk/openai-compatible", "api": "https://api.acme.example/v1",
                "models": {
                  "Acme/Big \\"1\\"": { "id": "Acme/Big \\"1\\"", "limit": { "context": 1000, "output": 100 } },
                  "claude": { "id": "claude", "provider": { "npm": "@ai-sdk/anthropic" }, "limit": { "context": 1000, "output": 100 } }
                }
              },
              "half": {
                "id": "half", "env": ["HALF_KEY"], "npm": "@ai-sdk/openai-compatible", "api": "https://${HALF_REGION}.example/v1",
                "models": { "x": { "id": "x", "limit": { "context": 1000, "output": 100 } } }
              },
              "azure": {
                "id": "azure", "env": ["AZURE_RESOURCE_NAME", "AZURE_API_KEY"], "npm": "@ai-sdk/azure",
                "models": { "new-model": { "id": "new-model", "limit": { "context": 5000, "output": 500 } } }
              }
            }
            """;

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("api.json"), FILE);
    }

    private Outcome imported(Map<String, String> variables, String... options) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("XDG_CONFIG_HOME", folder.toString());
        String[] all = new String[options.length + 3];
        all[0] = "models";
        all[1] = "import";
        all[2] = file.toString();
        System.arraycopy(options, 0, all, 3, options.length);
        return Outcome.of(environment, "", all);
    }

    private Path config(String text) throws IOException {
        return Files.writeString(folder.resolve("c.toml"), text);
    }

    private Configuration loaded(Path config) {
        return Configuration.load(config, Map.of(), Catalog.bundled());
    }

    @Test
    void what_the_catalog_does_not_know_of_providers_here_becomes_tables() {
        Outcome outcome = imported(Map.of("MOONSHOT_API_KEY", "madeup"));

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEqualTo("""
                # api.json, moonshotai
                [providers.moonshot.models."kimi-x9"]
                window = 900000
                max-output = 90000
                input = ["text", "image", "file"]

                """);
        assertThat(outcome.err().lines())
                .containsExactlyInAnyOrder(
                        "skipped, the catalog knows them; --all takes the file's word: moonshot/kimi-k2.6",
                        "skipped, deprecated: moonshot/old-one",
                        "skipped, they do not write text: moonshot/painter",
                        "skipped, no window is told: moonshot/unmeasured",
                        "skipped, its facts would count for kimi-k3 too, which has others: moonshot/kimi",
                        "skipped, not set up here; --provider ID takes one in: acme, half, azure");
    }

    @Test
    void what_is_printed_loads_and_counts() throws Exception {
        String tables = imported(Map.of(), "--provider", "acme", "--provider", "moonshotai")
                .out();
        Path config = config(tables);

        Outcome models = Outcome.of(
                Map.of("ACME_API_KEY", "madeup", "MOONSHOT_API_KEY", "madeup"),
                "",
                "models",
                "--config",
                config.toString());

        assertThat(tables).contains("# Acme/Big \"1\"", "api-key = \"${env:ACME_API_KEY}\"");
        assertThat(loaded(config).providers())
                .extracting(provider -> provider.name() + " " + provider.host() + " " + provider.baseUrl())
                .containsExactly("acme openai-compatible https://api.acme.example/v1", "moonshot moonshot null");
        assertThat(models.out().lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .contains(
                        "acme/big \"1\" | 1000 | 100 | - | unknown | configured",
                        "moonshot/kimi-x9 | 900000 | 90000 | file image text | unknown | configured");
    }

    @Test
    void all_takes_the_word_of_the_file_for_models_that_the_catalog_knows() {
        Outcome outcome = imported(Map.of("MOONSHOT_API_KEY", "madeup"), "--all");

        assertThat(outcome.out()).contains("""
                [providers.moonshot.models."kimi-k2.6"]
                window = 1
                max-output = 1
                input = ["text"]
                """);
    }

    @Test
    void a_provider_of_the_file_may_have_another_name_here() throws Exception {
        Path config =
                config("[providers.house]\nhost = \"azure-openai\"\nbase-url = \"https://one.openai.azure.com\"\n");

        Outcome named = imported(Map.of(), "--config", config.toString(), "--provider", "house=azure");
        Outcome other = imported(Map.of(), "--config", config.toString(), "--provider", "mine=acme");

        assertThat(named.out())
                .contains("[providers.house.models.\"new-model\"]")
                .doesNotContain("host =");
        assertThat(other.out()).contains("[providers.mine]", "[providers.mine.models.");
    }

    @Test
    void what_cannot_be_called_says_why() {
        Outcome outcome = imported(Map.of(), "--provider", "half", "--provider", "azure");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains(
                        "its address is not whole",
                        "half",
                        "not OpenAI-compatible",
                        "NAME=ID: azure",
                        "nothing to import");
    }

    @Test
    void written_it_stands_behind_what_was_there_and_a_second_time_changes_nothing() throws Exception {
        Path config = config("# mine\n[providers.moonshot]\nregion = \"cn\"");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r-----"));

        Outcome first = imported(Map.of(), "--config", config.toString(), "--write");
        String once = Files.readString(config);
        Outcome second = imported(Map.of(), "--config", config.toString(), "--write");

        assertThat(first.code()).isZero();
        assertThat(first.out()).isEqualTo("Wrote 1 model to " + config + "." + System.lineSeparator());
        assertThat(once)
                .startsWith("# mine\n[providers.moonshot]\nregion = \"cn\"\n\n# api.json, moonshotai\n")
                .contains("kimi-x9");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
                .isEqualTo("rw-r-----");
        assertThat(second.err()).contains("configured already: moonshot/kimi-x9", "nothing to import");
        assertThat(config).content().isEqualTo(once);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("api.json", "c.toml");
    }

    @Test
    void without_a_configuration_one_is_made_for_its_owner_alone() throws Exception {
        Outcome outcome = imported(Map.of(), "--provider", "acme", "--write");

        Path made = folder.resolve("parlance").resolve("config.toml");
        assertThat(outcome.out()).contains("Wrote 1 model to " + made);
        assertThat(outcome.err()).contains("called in another way than the rest: acme/claude");
        assertThat(loaded(made).providers()).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_link_stays_a_link() throws Exception {
        Path config = config("[providers.moonshot]\n");
        Path link = Files.createSymbolicLink(folder.resolve("link.toml"), config);

        imported(Map.of(), "--config", link.toString(), "--write");

        assertThat(link).isSymbolicLink();
        assertThat(config).content().contains("kimi-x9");
    }

    @Test
    void what_would_not_load_is_not_written() throws Exception {
        String before = "providers.moonshot = { region = \"cn\" }\n";
        Path config = config(before);

        Outcome outcome = imported(Map.of(), "--config", config.toString(), "--write");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains(config + " would not load", config + ":", "Without --write")
                .doesNotContain(".new");
        assertThat(config).content().isEqualTo(before);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("api.json", "c.toml");
    }

    @Test
    void one_provider_alone_is_meant_and_its_name_cannot_break_out_of_the_remark() throws Exception {
        file = Files.writeString(folder.resolve("one.json"), """
                { "a\\n[gateway]": { "npm": "@ai-sdk/openai-compatible", "api": "http://127.0.0.1:9/v1",
                    "models": { "m": { "limit": { "context": 10 } }, "n\\n": { "limit": { "context": 10 } } } } }
                """);

        Outcome outcome = imported(Map.of());

        assertThat(outcome.out()).isEqualTo("""
                # one.json, a [gateway]
                [providers.a-gateway-]
                host = "openai-compatible"
                base-url = "http://127.0.0.1:9/v1"

                [providers.a-gateway-.models."m"]
                window = 10

                """);
        assertThat(outcome.err()).contains("no id of a model");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{ \"a\": | api.json:1", "[] | https://models.dev/api.json", "{ \"data\": [] } | names no provider"
            })
    void what_is_no_such_file_is_told(String text, String words) throws Exception {
        Files.writeString(file, text);

        Outcome outcome = imported(Map.of());

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(words).doesNotContain("\tat ");
    }

    @Test
    void a_provider_that_the_file_lacks_is_named_beside_those_it_has() {
        Outcome outcome = imported(Map.of(), "--provider", "nobody");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("\"nobody\"", "acme, azure, half, moonshotai");
    }

    @Test
    void hosts_are_known_by_address_name_or_variable() throws Exception {
        file = Files.writeString(folder.resolve("hosts.json"), """
                { "google": { "env": ["GOOGLE_GENERATIVE_AI_API_KEY"], "models": { "g-new": { "limit": { "context": 10 } } } },
                  "moonshotai-cn": { "env": ["X"], "api": "https://api.moonshot.cn/v1/", "models": { "m-new": { "limit": { "context": 10 } } } },
                  "groq": { "env": [], "models": { "q-new": { "limit": { "context": 10 } } } },
                  "impostor": { "env": ["OPENAI_API_KEY"], "npm": "@ai-sdk/openai-compatible", "api": "https://other.example/v1", "models": { "o-new": { "limit": { "context": 10 } } } } }
                """);

        String out = imported(
                        Map.of(),
                        "--provider",
                        "google",
                        "--provider",
                        "moonshot",
                        "--provider",
                        "groq",
                        "--provider",
                        "impostor")
                .out();

        assertThat(List.of(out.split("\\R")))
                .contains(
                        "[providers.gemini.models.\"g-new\"]",
                        "[providers.moonshot.models.\"m-new\"]",
                        "[providers.groq.models.\"q-new\"]",
                        "[providers.impostor]",
                        "base-url = \"https://other.example/v1\"");
    }
}
