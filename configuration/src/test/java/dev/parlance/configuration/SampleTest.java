package dev.parlance.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import dev.parlance.providers.Alias;
import dev.parlance.providers.ProviderSettings;
import dev.parlance.providers.credential.Credential;
import dev.parlance.providers.credential.Token;
import dev.parlance.providers.value.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whole files and what comes of them. */
class SampleTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("TEAM", "blue", "MOONSHOT_API_KEY", "key-of-mine");

    static String sample(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/dev/parlance/configuration/samples", name + ".toml"));
    }

    @Test
    void the_gateway_the_defaults_and_the_aliases_are_read() throws IOException {
        Configuration read = Sample.load(sample("full"), ENVIRONMENT);

        assertThat(read.gateway())
                .isEqualTo(new GatewayTable(
                        "0.0.0.0",
                        8080,
                        16L << 20,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(2),
                        2,
                        Map.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
        assertThat(read.defaults().parameters().get(Parameter.TEMPERATURE)).isEqualTo(JsonValue.of(0));
        assertThat(read.defaults().thinking()).isEqualTo(new Thinking.Effort("high"));
        assertThat(read.aliases())
                .containsExactly(
                        Map.entry("fast", Alias.of("moonshot/kimi-k2.6")),
                        Map.entry("house", Alias.of("foundry/gpt-5")),
                        Map.entry("azure", Alias.of("foundry")));
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void a_provider_of_a_host_is_read() throws IOException {
        ProviderSettings moonshot =
                Sample.load(sample("full"), ENVIRONMENT).providers().getFirst();

        assertThat(moonshot.name()).isEqualTo("moonshot");
        assertThat(moonshot.host()).isEqualTo("moonshot");
        assertThat(moonshot.region()).isEqualTo("CN");
        assertThat(moonshot.proxy()).isEqualTo(URI.create("http://proxy.example:3128"));
        assertThat(moonshot.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(moonshot.idleTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(moonshot.credential())
                .isEqualTo(new Credential.Text(
                        Template.of(Template.Kind.ENV, "MOONSHOT_API_KEY"),
                        "providers.moonshot.api-key (config.toml:23)",
                        Token.Form.KEY,
                        null));
        assertThat(moonshot.headers())
                .containsExactly(
                        Map.entry("X-Team", Template.literal("blue")),
                        Map.entry("X-Trace-Token", Template.of(Template.Kind.ENV, "TRACE")));
        assertThat(moonshot.extraBody().get("user")).isEqualTo(RawJson.ofText("\"team-blue\""));
        assertThat(moonshot.extraBody().get("nested")).isEqualTo(RawJson.ofText("{\"list\":[1,2.5,true]}"));
        assertThat(moonshot.origins())
                .containsEntry("region", "config.toml:22")
                .containsEntry("proxy", "config.toml:24");
    }

    @Test
    void the_defaults_of_a_provider_count_before_those_of_all() throws IOException {
        ProviderSettings moonshot =
                Sample.load(sample("full"), ENVIRONMENT).providers().getFirst();

        assertThat(moonshot.defaults().thinking()).isEqualTo(new Thinking.Budget(4000));
        assertThat(moonshot.defaults().parameters().get(Parameter.TEMPERATURE)).isEqualTo(JsonValue.of(0.5));
        assertThat(moonshot.defaults().parameters().get(Parameter.STOP)).isEqualTo(Json.parse("[\"END\"]"));
        assertThat(moonshot.defaults().parameters().get(Parameter.MAX_OUTPUT_TOKENS))
                .isEqualTo(JsonValue.of(4096));
    }

    @Test
    void the_rules_of_a_provider_have_the_last_word_for_all_models_or_one() throws IOException {
        ProviderSettings moonshot =
                Sample.load(sample("full"), ENVIRONMENT).providers().getFirst();
        Profile one = Catalog.bundled().resolve("moonshot", "kimi-k2.6", Objects.requireNonNull(moonshot.overrides()));
        Profile other = Catalog.bundled().resolve("moonshot", "kimi-k9", moonshot.overrides());

        assertThat(one.rulesFor(Parameter.TOP_P))
                .anySatisfy(rule -> assertThat(rule.source().file()).isEqualTo("config.toml"));
        assertThat(one.rulesFor(Parameter.SEED))
                .anySatisfy(rule -> assertThat(rule.source().file()).isEqualTo("config.toml"));
        assertThat(other.rulesFor(Parameter.SEED))
                .noneSatisfy(rule -> assertThat(rule.source().file()).isEqualTo("config.toml"));
    }

    @Test
    void a_provider_at_azure_is_read() throws IOException {
        ProviderSettings foundry =
                Sample.load(sample("full"), ENVIRONMENT).providers().getLast();

        assertThat(foundry.host()).isEqualTo("azure-openai");
        assertThat(foundry.baseUrl()).isEqualTo("https://one.openai.azure.com");
        assertThat(foundry.apiVersion()).as("a date without quotes").isEqualTo("2024-10-21");
        assertThat(foundry.route()).isEqualTo(ProviderSettings.Route.DEPLOYMENTS);
        assertThat(foundry.defaultDeployment()).isEqualTo("fallback");
        assertThat(foundry.defaultModel()).isEqualTo("gpt-5");
        assertThat(foundry.deployments())
                .as("an empty text counts as not set")
                .containsExactly(Map.entry("gpt-5", "production-gpt5"));
        assertThat(foundry.underlyingModels()).containsExactly(Map.entry("production-gpt5", "gpt-5"));
        assertThat(foundry.credential())
                .isEqualTo(new Credential.ManagedIdentity("11111111-2222-3333-4444-555555555555", ""));
    }

    @Test
    void amplifiers_simple_sample_loads_as_it_stands() throws IOException {
        ProviderSettings azure = Sample.provider(sample("amplifier-simple"));

        assertThat(azure.name()).isEqualTo("azure-openai");
        assertThat(azure.host()).isEqualTo("azure-openai");
        assertThat(azure.baseUrl()).isEqualTo("https://myresource.openai.azure.com");
        assertThat(azure.defaultModel()).isEqualTo("gpt-5");
        assertThat(azure.credential()).isInstanceOf(Credential.Text.class);
    }

    @Test
    void amplifiers_advanced_sample_loads_when_it_is_repaired() throws IOException {
        ProviderSettings azure = Sample.provider(sample("amplifier-advanced"));

        assertThat(azure.apiVersion()).isEqualTo("2024-10-01-preview");
        assertThat(azure.deployments())
                .containsExactly(
                        Map.entry("gpt-5", "my-gpt5-deployment"), Map.entry("gpt-5-mini", "my-mini-deployment"));
        assertThat(azure.defaultDeployment()).isEqualTo("my-default-deployment");
        assertThat(azure.defaults().parameters().get(Parameter.MAX_OUTPUT_TOKENS))
                .isEqualTo(JsonValue.of(4096));
        assertThat(azure.defaults().parameters().get(Parameter.TEMPERATURE)).isEqualTo(JsonValue.of(0.7));
        assertThat(azure.origins())
                .containsEntry("base-url", "config.toml:6")
                .containsEntry("deployments", "config.toml:31");
    }
}
