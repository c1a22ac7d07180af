package dev.parlance.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
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
}
