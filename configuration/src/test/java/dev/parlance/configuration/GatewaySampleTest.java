package dev.parlance.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.catalog.Catalog;
import dev.parlance.providers.Alias;
import dev.parlance.providers.Capacity;
import dev.parlance.providers.value.Template;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewaySampleTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("LAPTOP_KEY", "a", "MOONSHOT_API_KEY", "b");

    @Test
    void a_gateway_for_others_is_read() throws Exception {
        Configuration read = Sample.load(SampleTest.sample("gateway"), ENVIRONMENT);
        assertThat(read.gateway())
                .isEqualTo(new GatewayTable(
                        "0.0.0.0",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of("laptop", Template.of(Template.Kind.ENV, "LAPTOP_KEY")),
                        List.of("https://app.example"),
                        "chain.pem",
                        "key.pem",
                        500,
                        Duration.ofSeconds(20),
                        3,
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(40),
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(12),
                        0L,
                        Duration.ofHours(1),
                        "calls.log",
                        200));
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void an_alias_is_a_model_or_a_list_or_a_table() throws Exception {
        Configuration read = Sample.load(SampleTest.sample("gateway"), ENVIRONMENT);
        assertThat(read.aliases())
                .containsExactly(
                        Map.entry("fast", Alias.of("moonshot/kimi-k2.6")),
                        Map.entry(
                                "safe",
                                new Alias(
                                        List.of(
                                                new Alias.Target("openai/gpt-5.4", 0),
                                                new Alias.Target("moonshot/kimi-k2.6", 0)),
                                        null,
                                        null,
                                        null)),
                        Map.entry(
                                "split",
                                new Alias(
                                        List.of(
                                                new Alias.Target("openai/gpt-5.4", 3),
                                                new Alias.Target("moonshot/kimi-k2.6", 1),
                                                new Alias.Target("deepseek/deepseek-chat", 0)),
                                        Duration.ofSeconds(2),
                                        Duration.ofSeconds(20),
                                        Duration.ofMinutes(3))));
        assertThat(read.firstOfAliases()).containsEntry("split", "openai/gpt-5.4");
    }

    @Test
    void a_provider_may_be_given_only_so_much_at_once() throws Exception {
        Configuration read = Sample.load(SampleTest.sample("gateway"), ENVIRONMENT);
        assertThat(read.providers().getFirst().capacity()).isEqualTo(new Capacity(10, 5, Duration.ofSeconds(4)));
    }

    @Test
    void what_is_wrong_is_told_with_its_line(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("config.toml"), """
                [gateway]
                tls-key = "key.pem"
                [aliases]
                none = ["nobody/model"]
                [aliases.empty]
                hedge-after = "1s"
                [aliases.heavy]
                targets = [{ model = "moonshot/kimi-k2.6", wait = 3 }]
                [providers.moonshot]
                max-queue = 5
                """);
        assertThatThrownBy(() -> Configuration.load(file, ENVIRONMENT, Catalog.bundled()))
                .isInstanceOf(ConfigurationFault.class)
                .hasMessageContaining("config.toml:2")
                .hasMessageContaining("belong together")
                .hasMessageContaining("config.toml:4")
                .hasMessageContaining("there is no provider of that name")
                .hasMessageContaining("config.toml:5")
                .hasMessageContaining("an alias needs targets")
                .hasMessageContaining("config.toml:8")
                .hasMessageContaining("there is no such setting in a target of an alias")
                .hasMessageContaining("config.toml:10")
                .hasMessageContaining("max-concurrent");
    }
}
