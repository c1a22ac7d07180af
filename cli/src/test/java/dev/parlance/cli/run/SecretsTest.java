package dev.parlance.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {
    @Test
    void keys_of_providers_and_their_copies_are_taken_out_and_all_else_stays() {
        Map<String, String> environment = Map.of(
                "PATH", "/usr/bin",
                "MOONSHOT_API_KEY", "not-a-real-key",
                "COPY", "not-a-real-key",
                "AZURE_CLIENT_SECRET", "not-a-real-secret",
                "COMPANY_MODEL_PASS", "not-a-real-pass",
                "SOME_API_KEY", "1",
                "LEVEL", "1",
                "MOONSHOT_BASE_URL", "https://example.org");

        assertThat(Secrets.without(environment, "api-key = \"${env:COMPANY_MODEL_PASS}\"", Catalog.bundled()))
                .containsOnlyKeys("PATH", "LEVEL", "MOONSHOT_BASE_URL");
        assertThat(Secrets.without(environment, "", Catalog.bundled())).containsKey("COMPANY_MODEL_PASS");
    }

    @Test
    void files_with_keys_are_the_configuration_what_it_refers_to_and_logins() {
        Path configuration = Path.of("/project/parlance.toml");

        assertThat(Secrets.files(
                        Map.of("HOME", "/home/me", "XDG_CONFIG_HOME", "/home/me/.config"),
                        configuration,
                        "a = \"${file:keys/openai}\"\nb = \"x ${ file: ~/moonshot.key }\""))
                .contains(
                        configuration,
                        Path.of("/project/keys/openai"),
                        Path.of("/home/me/moonshot.key"),
                        Path.of("/home/me/.config/parlance/github-copilot.json"),
                        Path.of("/home/me/.config/github-copilot/apps.json"));
    }
}
