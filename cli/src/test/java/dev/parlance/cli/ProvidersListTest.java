package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersListTest {
    private static final String KEY = "sk-madeup-do-not-show";

    @TempDir
    Path folder;

    private Outcome providers(Map<String, String> variables, String... arguments) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("XDG_CONFIG_HOME", folder.toString());
        String[] all = new String[arguments.length + 1];
        all[0] = "providers";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Outcome.of(environment, "", all);
    }

    @Test
    void what_is_set_up_is_a_row_and_what_is_wrong_a_line() throws Exception {
        Files.createDirectory(folder.resolve("parlance"));
        Files.writeString(folder.resolve("parlance").resolve("config.toml"), """
                [providers.house]
                host = "azure-openai"
                base-url = "https://gateway.example/openai/v1?subscription-key=hidden-in-query&api-version=preview"
                api-key = "${env:KEY}"
                default-model = "gpt-5"
                deployments = { "gpt-5" = "production", "gpt-5-mini" = "small" }
                [providers.groq]
                """);

        Outcome outcome = providers(Map.of("KEY", KEY, "AZURE_FOUNDRY_API_KEY", KEY));

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()
                        .lines()
                        .map(line -> line.replaceAll(" {2,}", " | "))
                        .toList())
                .satisfiesExactly(
                        head -> assertThat(head)
                                .isEqualTo(
                                        "PROVIDER | HOST | USABLE | DEPLOYMENTS | DEFAULT MODEL | CREDENTIAL | BASE URL"),
                        foundry -> assertThat(foundry).isEqualTo("azure-foundry | azure-foundry | no | - | - | - | -"),
                        groq -> assertThat(groq)
                                .isEqualTo("groq | groq | no | 0 | - | none | https://api.groq.com/openai/v1"),
                        house -> assertThat(house)
                                .startsWith("house | azure-openai | yes | 2 | gpt-5 | providers.house.api-key")
                                .endsWith("https://gateway.example/openai/v1?subscription-key=***&api-version=preview"),
                        why -> assertThat(why).startsWith("azure-foundry: ").contains("AZURE_FOUNDRY_BASE_URL"),
                        why -> assertThat(why)
                                .startsWith("groq: There is no key.")
                                .contains("GROQ_API_KEY"));
        assertThat(outcome.out()).doesNotContain(KEY, "hidden-in-query");
    }

    @Test
    void all_of_them_tell_what_to_set() {
        Outcome some = providers(Map.of("MOONSHOT_API_KEY", KEY));
        Outcome all = providers(Map.of("MOONSHOT_API_KEY", KEY), "--all");

        assertThat(some.out().lines()).hasSize(2);
        assertThat(all.out().lines()).hasSizeGreaterThan(25);
        assertThat(all.out())
                .contains("none; set GROQ_API_KEY", "none; set AZURE_FOUNDRY_BASE_URL", "none is needed", "not set up")
                .doesNotContain(KEY);
    }

    @Test
    void nothing_set_up_is_told_and_no_failure() {
        Outcome outcome = providers(Map.of());

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("No provider is set up", "MOONSHOT_API_KEY");
    }

    @Test
    void as_json_the_same() {
        JsonObject moonshot = providers(Map.of("MOONSHOT_API_KEY", KEY), "--json")
                .objects("providers")
                .getFirst();

        assertThat(moonshot)
                .isEqualTo(JsonValue.object(
                                "name", JsonValue.of("moonshot"),
                                "host", JsonValue.of("moonshot"),
                                "base-url", JsonValue.of("https://api.moonshot.ai/v1"))
                        .with("credential", JsonValue.of("MOONSHOT_API_KEY in the environment"))
                        .with("set-up", JsonValue.of(true))
                        .with("usable", JsonValue.of(true))
                        .with("deployments", JsonValue.of(0)));
    }
}
