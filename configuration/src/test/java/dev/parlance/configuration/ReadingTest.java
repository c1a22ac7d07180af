package dev.parlance.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.providers.ProviderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values from elsewhere, values that look like nothing, and what is warned about. */
class ReadingTest {
    @TempDir
    private Path folder;

    @Test
    void values_from_elsewhere_are_filled_in_where_they_are_needed_now() throws IOException {
        Files.writeString(folder.resolve("region.txt"), "cn\n");
        Files.writeString(folder.resolve("config.toml"), """
                [gateway]
                port = "${env:PORT}"
                host = "${cmd:echo 127.0.0.2}"
                [providers.moonshot]
                region = "${file:region.txt}"
                [providers.moonshot.defaults]
                temperature = "${env:HEAT}"
                """);

        Configuration read = Configuration.load(
                folder.resolve("config.toml"), Map.of("PORT", " 8080 ", "HEAT", "0.0"), Catalog.bundled());

        assertThat(read.gateway().port()).isEqualTo(8080);
        assertThat(read.gateway().host()).isEqualTo("127.0.0.2");
        assertThat(read.providers().getFirst().region()).isEqualTo("cn");
        assertThat(read.providers().getFirst().defaults().parameters().get(Parameter.TEMPERATURE))
                .isEqualTo(JsonValue.of(0));
        assertThat(read.settings())
                .contains(
                        new EffectiveSetting("gateway.port", "${env:PORT}", "config.toml:2"),
                        new EffectiveSetting("providers.moonshot.region", "${file:region.txt}", "config.toml:5"));
    }

    @Test
    void a_host_may_stand_elsewhere_too() {
        Configuration read =
                Sample.load("[providers.mine]\nhost = \"${env:WHICH}\"\nregion = 'cn'", Map.of("WHICH", "moonshot"));

        assertThat(read.providers().getFirst().host()).isEqualTo("moonshot");
    }

    @Test
    void what_the_environment_says_wrongly_is_not_shown() {
        assertThat(Sample.faults(
                        "[providers.moonshot]\nregion = \"${env:WRONG}\"\n[aliases]\na = \"${env:WRONG}/m\"\n"
                                + "[providers.mine]\nhost = \"${env:WRONG}\"",
                        Map.of("WRONG", "mark-4711")))
                .hasSize(3)
                .noneMatch(fault -> fault.contains("mark-4711"));
    }

    @Test
    void looking_at_a_file_runs_no_command() throws IOException {
        Path mark = folder.resolve("mark");
        Files.writeString(
                folder.resolve("config.toml"),
                "[gateway]\nport = \"${cmd:touch " + mark
                        + " && echo 1}\"\n[providers.moonshot]\napi-key = \"${cmd:touch " + mark + "}\"\n");

        Configuration seen = Configuration.inspect(folder.resolve("config.toml"), Map.of(), Catalog.bundled());

        assertThat(seen.settings())
                .extracting(EffectiveSetting::key)
                .containsExactlyInAnyOrder("gateway.port", "providers.moonshot.api-key");
        assertThat(mark).doesNotExist();
    }

    @Test
    void keys_are_not_asked_for_when_the_file_is_read() {
        ProviderSettings settings = Sample.provider(
                "[providers.moonshot]\napi-key = '${file:/no/such/file}'\nheaders = { x = '${cmd:false}' }");

        assertThat(settings.credential()).isNotNull();
        assertThat(settings.headers()).containsKey("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "'  '", "\"\""})
    void an_empty_text_counts_as_not_set(String empty) {
        ProviderSettings settings = Sample.provider("[providers.azure-openai]\nbase-url = " + empty + "\napi-key = "
                + empty + "\nroute = " + empty + "\ntemperature = " + empty + "\nconnect-timeout = " + empty);

        assertThat(settings.baseUrl()).isNull();
        assertThat(settings.credential()).isNull();
        assertThat(settings.route()).isEqualTo(ProviderSettings.Route.AUTO);
        assertThat(settings.defaults().parameters().asked()).isEmpty();
        assertThat(settings.connectTimeout()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0", "0.0", "'\"0\"'", "-0.0"})
    void no_temperature_is_a_temperature(String zero) {
        ProviderSettings settings = Sample.provider("[providers.azure-openai]\ntemperature = " + zero);

        assertThat(settings.defaults().parameters().get(Parameter.TEMPERATURE)).isEqualTo(JsonValue.of(0));
    }

    @ParameterizedTest
    @CsvSource({
        "off, off",
        "none, off",
        "'No', off",
        "on, on",
        "'true', on",
        "HIGH, high",
        "budget:5, ''",
        "enormous, enormous"
    })
    void thinking_is_a_word(String written, String word) {
        String text = "[defaults]\nthinking = \"" + written + "\"\n";

        if (word.isEmpty()) {
            assertThat(Sample.faults(text)).singleElement().asString().contains("{ budget = 4000 }");
        } else {
            assertThat(Sample.load(text).defaults().thinking()).isEqualTo(Thinking.ofWord(word));
            assertThat(Sample.load(text).warnings()).hasSize(word.equals("enormous") ? 1 : 0);
        }
    }

    @Test
    void words_in_a_wrong_case_are_understood() {
        assertThat(Sample.provider("[providers.azure-openai]\nroute = 'As-Given'")
                        .route())
                .isEqualTo(ProviderSettings.Route.AS_GIVEN);
    }

    @Test
    void what_has_no_effect_at_a_host_is_warned_about() {
        assertThat(Sample.load("""
                        [providers.moonshot]
                        api-version = "2024-10-21"
                        route = "v1"
                        headers = { Authorization = "Bearer x" }
                        """).warnings())
                .containsExactly(
                        "config.toml:2: providers.moonshot.api-version: moonshot has no versions of its API; this is not used",
                        "config.toml:3: providers.moonshot.route: moonshot has one route alone; this is not used",
                        "config.toml:4: providers.moonshot.headers.Authorization: Authorization never replaces the key of"
                                + " the provider; use api-key or bearer-token");
    }

    @Test
    void a_file_with_a_key_that_everybody_can_read_is_warned_about() throws IOException {
        Path file = folder.resolve("config.toml");
        Files.writeString(file, "[providers.moonshot]\napi-key = 'mark-4711'\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        List<String> open =
                Configuration.load(file, Map.of(), Catalog.bundled()).warnings();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThat(open)
                .singleElement()
                .asString()
                .contains("chmod 600 " + file)
                .doesNotContain("mark-4711");
        assertThat(Configuration.load(file, Map.of(), Catalog.bundled()).warnings())
                .isEmpty();

        Files.writeString(file, "[providers.moonshot]\napi-key = '${env:KEY}'\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(Configuration.load(file, Map.of(), Catalog.bundled()).warnings())
                .as("it holds no key itself")
                .isEmpty();
    }

    @Test
    void what_is_shown_holds_no_secret() {
        Configuration read = Sample.load("""
                [providers.moonshot]
                api-key = "mark-4711"
                base-url = "https://me.example/v1?key=mark-4711&region=eu"
                headers = { x-team = "mark-4711" }
                extra-body = { api_key = "mark-4711", user = "me", deep = [{ token = "mark-4711" }] }
                [providers.azure-openai]
                credential = { type = "client-secret", tenant-id = "t", client-id = "c", client-secret = "mark-4711" }
                """);

        assertThat(read.toString()).doesNotContain("mark-4711");
        assertThat(read.settings())
                .noneSatisfy(setting -> assertThat(setting.value()).contains("mark-4711"))
                .contains(
                        new EffectiveSetting(
                                "providers.moonshot.base-url",
                                "https://me.example/v1?key=***&region=eu",
                                "config.toml:3"),
                        new EffectiveSetting(
                                "providers.moonshot.extra-body",
                                "{\"api_key\":\"***\",\"user\":\"me\",\"deep\":[{\"token\":\"***\"}]}",
                                "config.toml:5"));
    }

    @Test
    void an_address_with_a_password_is_refused_and_not_shown() {
        assertThat(Sample.faults("[providers.moonshot]\nbase-url = 'https://me:mark-4711@api.moonshot.ai/v1'\n"))
                .containsExactly("config.toml:2:1: providers.moonshot.base-url: the address holds a name or a password."
                        + " Keys go into api-key, never into an address.");
    }

    @Test
    void a_mark_at_the_beginning_and_windows_line_ends_do_no_harm() throws IOException {
        Path file = folder.resolve("config.toml");
        Files.writeString(file, "\uFEFF[gateway]\r\nport = 1\r\n");

        assertThat(Configuration.load(file, Map.of(), Catalog.bundled())
                        .gateway()
                        .port())
                .isEqualTo(1);
    }
}
