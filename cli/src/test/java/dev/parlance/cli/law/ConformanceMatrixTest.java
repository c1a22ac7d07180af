package dev.parlance.cli.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.conformance.Cell;
import dev.parlance.conformance.ConformanceSuite;
import dev.parlance.conformance.Door;
import dev.parlance.conformance.Feature;
import dev.parlance.conformance.Impossible;
import dev.parlance.conformance.RepresentativeModels;
import dev.parlance.conformance.Settings;
import dev.parlance.gateway.Gateway;
import dev.parlance.gateway.GatewaySettings;
import dev.parlance.gateway.memory.MemorySettings;
import dev.parlance.gateway.routing.CallPolicy;
import dev.parlance.providers.Providers;
import dev.parlance.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every feature, through every dialect, at every host: what a run shows stands in {@code docs/conformance.md}. */
class ConformanceMatrixTest {
    private static final Path PAGE = Path.of("..", "docs", "conformance.md");
    private static final String UPDATE = "parlance.update";
    private static final int AT_ONCE = 8;

    /** The hosts of the four seed projects. */
    private static final Set<String> WHOLE = Set.of(
            "azure-openai",
            "azure-foundry",
            "moonshot",
            "openai",
            "github-copilot",
            "xai",
            "minimax",
            "deepseek",
            "qiniu");

    /** Two kinds of reasoning that must not end up at another host: unsigned text, and text with a signature. */
    private static final List<String> FOREIGN = List.of("moonshot/kimi-k2.6", "anthropic/claude-sonnet-4-5");

    private static final Map<String, List<String>> MODELS = new TreeMap<>(RepresentativeModels.byHost());
    private static MatrixPage page = new MatrixPage(Map.of(), List.of(), List.of());
    private static String text = "";

    @BeforeAll
    static void run() {
        page = new MatrixPage(MODELS, cells(), Impossible.reviewed());
        text = page.text();
    }

    private static List<Cell> cells() {
        // Without a memory, for a cell must not depend on those before it.
        // With short pauses, for a third of the cells is about hosts that refuse once.
        GatewaySettings settings = GatewaySettings.DEFAULT
                .withPort(0)
                .withDrain(Duration.ZERO)
                .with(MemorySettings.OFF)
                .with(CallPolicy.DEFAULT.withPauses(Duration.ofMillis(1), Duration.ofSeconds(5)));
        try (SandboxServer sandbox = SandboxServer.start(0);
                Gateway gateway =
                        Gateway.start(settings, Providers.sandbox(Map.of(), Catalog.bundled(), sandbox::standIn));
                ConformanceSuite suite = new ConformanceSuite(new Settings(
                        URI.create(gateway.url()), null, Duration.ofSeconds(60), AT_ONCE, true, FOREIGN))) {
            List<String> models = new ArrayList<>();
            MODELS.forEach((host, names) -> names.forEach(name -> models.add(host + "/" + name)));
            return suite.run(models, Door.all(), List.of(Feature.values()));
        }
    }

    @Test
    void the_page_says_what_a_run_shows() throws IOException {
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(PAGE, text);
        }
        assertThat(text)
                .as("The matrix changed. If that was meant, run"
                        + " ./build -pl cli -am test -Dtest=ConformanceMatrixTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Djvm.for.tests=-D" + UPDATE + "=true"
                        + " and review the difference in docs/conformance.md")
                .isEqualTo(Files.readString(PAGE));
    }

    @Test
    void the_hosts_of_the_seed_projects_have_no_gap() {
        assertThat(page.notYet().stream().filter(gap -> WHOLE.contains(gap.substring(0, gap.indexOf('/')))))
                .isEmpty();
    }

    @Test
    void nothing_is_called_impossible_that_works() {
        assertThat(page.needless()).extracting(Impossible::place).isEmpty();
    }

    @Test
    void every_host_of_the_catalog_stands_in_the_matrix() {
        assertThat(MODELS.keySet())
                .containsExactlyInAnyOrderElementsOf(Catalog.bundled().hosts());
    }

    @Test
    void no_feature_is_left_out() {
        assertThat(page.places())
                .isEqualTo(Feature.values().length
                        * Door.all().size()
                        * MODELS.values().stream().mapToInt(List::size).sum());
    }
}
