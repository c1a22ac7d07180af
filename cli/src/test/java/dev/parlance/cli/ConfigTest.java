package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.configuration.ConfigurationSchema;
import dev.parlance.core.wire.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code parlance config}. */
class ConfigTest {
    @TempDir
    private Path folder;

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("config.toml"), text);
    }

    @Test
    void a_file_that_can_be_used_is_ok() throws IOException {
        Path file = written("""
                [aliases]
                fast = "moonshot/kimi-k2.6"
                [providers.moonshot]
                region = "cn"
                api-key = "${env:MY_KEY}"
                """);

        Outcome checked =
                Outcome.of(Map.of("MY_KEY", "key-of-mine"), "", "config", "check", "--config", file.toString());

        assertThat(checked.err()).isEmpty();
        assertThat(checked.out()).isEqualTo("ok: " + file + ": 3 settings, 1 provider, 1 alias\n");
        assertThat(checked.code()).isZero();
    }

    @Test
    void all_faults_are_told_at_once() throws IOException {
        Path file = written("""
                [gateway]
                prot = 1
                port = "x"
                """);

        Outcome checked = Outcome.of("config", "check", "--config", file.toString());

        assertThat(checked.code()).isEqualTo(2);
        assertThat(checked.out()).isEmpty();
        assertThat(checked.err())
                .contains(file
                        + ":2:1: gateway.prot: there is no such setting in the gateway's table. Did you mean \"port\"?")
                .contains(file + ":3:1: gateway.port: this must be a whole number from 0 to 65535; it is \"x\"")
                .doesNotContain("\tat ");
    }

    @Test
    void a_provider_that_cannot_be_called_is_a_fault_though_the_file_is_well_written() throws IOException {
        Path file = written("[providers.foundry]\nhost = \"azure-foundry\"\napi-key = \"k\"\n");

        Outcome checked = Outcome.of("config", "check", "--config", file.toString());

        assertThat(checked.code()).isEqualTo(2);
        assertThat(checked.err()).contains("base-url", "AZURE_FOUNDRY_BASE_URL");
    }

    @Test
    void a_file_that_is_not_there_is_a_fault() {
        Outcome checked = Outcome.of(
                "config", "check", "--config", folder.resolve("nowhere.toml").toString());

        assertThat(checked.code()).isEqualTo(2);
        assertThat(checked.err()).contains("nowhere.toml: there is no such file");
    }

    @Test
    void without_a_file_it_says_where_it_looked() {
        Outcome checked = Outcome.of(Map.of("HOME", folder.toString()), "", "config", "check");

        assertThat(checked.code()).isZero();
        assertThat(checked.out())
                .contains(
                        "no configuration file",
                        "parlance.toml",
                        folder.resolve(".config/parlance/config.toml").toString());
    }

    @Test
    void every_setting_shows_its_origin_and_no_secret() throws IOException {
        Path file = written("""
                [gateway]
                port = 8080
                [providers.moonshot]
                region = "cn"
                api-key = "mark-4711"
                headers = { x-team = "mark-4712" }
                [providers.openai]
                api-key = "${cmd:op read op://mine}"
                [providers.azure-openai]
                use_managed_identity = false
                """);
        Map<String, String> environment = Map.of(
                "MOONSHOT_API_KEY", "mark-4713",
                "AZURE_OPENAI_API_KEY", "mark-4714",
                "AZURE_OPENAI_ENDPOINT", "https://one.openai.azure.com",
                "AZURE_OPENAI_TEMPERATURE", "0",
                "DEEPSEEK_API_KEY", "mark-4715",
                "KIMI_MODEL_NAME", "kimi-k2.6",
                "KIMI_MODEL_API_KEY", "mark-4716");

        Outcome shown = Outcome.of(environment, "", "config", "show", "--config", file.toString());

        assertThat(shown.code()).isZero();
        assertThat(shown.out().lines())
                .contains(
                        "# " + file,
                        "gateway.port = 8080  # config.toml:2",
                        "gateway.host = 127.0.0.1  # default",
                        "providers.moonshot.region = cn  # config.toml:4",
                        "providers.moonshot.api-key = ***  # config.toml:5",
                        "providers.moonshot.headers.x-team = ***  # config.toml:6",
                        "providers.openai.api-key = ${cmd:op read op://mine}  # config.toml:8",
                        "providers.openai.base-url = https://api.openai.com/v1  # default",
                        "providers.azure-openai.base-url = https://one.openai.azure.com  # AZURE_OPENAI_ENDPOINT",
                        "providers.azure-openai.temperature = 0  # AZURE_OPENAI_TEMPERATURE",
                        "providers.deepseek.api-key = ***  # DEEPSEEK_API_KEY",
                        "providers.kimi-model.default-model = kimi-k2.6  # KIMI_MODEL_NAME",
                        "providers.kimi-model.api-key = ***  # KIMI_MODEL_API_KEY")
                .noneMatch(line -> line.contains("MOONSHOT_API_KEY"));
        assertThat(shown.out() + shown.err()).doesNotContain("mark-47");
    }

    @Test
    void settings_come_as_json_too() throws IOException {
        Path file = written("[gateway]\nport = 8080\n");

        Outcome shown = Outcome.of("config", "show", "--json", "--config", file.toString());

        assertThat(shown.json().text("file")).isEqualTo(file.toString());
        assertThat(shown.objects("settings"))
                .contains(JsonValue.object(
                        "key", JsonValue.of("gateway.port"),
                        "value", JsonValue.of("8080"),
                        "origin", JsonValue.of("config.toml:2")));
    }

    @Test
    void the_schema_is_printed_for_editors() {
        assertThat(Outcome.of("config", "schema").json()).isEqualTo(ConfigurationSchema.document());
    }

    @Test
    void without_a_command_it_asks_which() {
        Outcome nothing = Outcome.of("config");

        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).contains("check, show, schema", "parlance config --help");
    }
}
