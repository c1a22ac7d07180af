package dev.parlance.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample of the documentation loads, and those that show faults have just these. */
class DocumentationTest {
    private static final Path DOCS = Path.of("../docs");

    /** A block of TOML; one that shows faults is followed by the beginnings of their messages. */
    private static final Pattern BLOCK =
            Pattern.compile("```toml( faults)?\\n(.*?)```\\n(?:```text\\n(.*?)```\\n)?", Pattern.DOTALL);

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "MOONSHOT_API_KEY", "k",
            "KIMI_CN_KEY", "k",
            "AZURE_OPENAI_API_KEY", "k",
            "AZURE_FOUNDRY_API_KEY", "k",
            "OPENROUTER_API_KEY", "k");

    record Shown(String page, String toml, List<String> faults) {
        @Override
        public String toString() {
            return page + ": " + toml.lines().limit(2).toList();
        }
    }

    static Stream<Shown> samples() throws IOException {
        List<Shown> samples = new ArrayList<>();
        try (Stream<Path> pages = Files.list(DOCS)) {
            for (Path page : pages.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                Matcher block = BLOCK.matcher(Files.readString(page));
                while (block.find()) {
                    List<String> faults = block.group(1) == null
                            ? List.of()
                            : Objects.requireNonNull(block.group(3)).lines().toList();
                    samples.add(new Shown(page.getFileName().toString(), block.group(2), faults));
                }
            }
        }
        return samples.stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_loads_or_has_the_faults_it_shows(Shown shown) {
        if (shown.faults.isEmpty()) {
            assertThat(Sample.load(shown.toml, ENVIRONMENT).providers()).isNotNull();
            return;
        }
        ConfigurationFault fault =
                catchThrowableOfType(ConfigurationFault.class, () -> Sample.load(shown.toml, ENVIRONMENT));
        assertThat(fault).isNotNull();
        List<String> said = fault.faults().stream().map(Fault::toString).toList();
        assertThat(said).hasSameSizeAs(shown.faults);
        for (int index = 0; index < said.size(); index++) {
            String line = shown.faults.get(index);
            boolean part = line.endsWith(" …");
            assertThat(said.get(index)).startsWith(part ? line.substring(0, line.length() - 2) : line);
            assertThat(part || said.get(index).equals(line)).isTrue();
        }
    }

    @Test
    void each_page_about_settings_has_samples_in_both_languages() throws IOException {
        List<String> pages = samples().map(Shown::page).toList();
        for (String page : List.of("configuration", "azure", "kimi")) {
            assertThat(pages).contains(page + ".md", page + ".zh.md");
        }
    }
}
