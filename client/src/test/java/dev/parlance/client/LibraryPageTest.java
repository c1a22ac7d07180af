package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page about the library tells nothing that does not compile and run. */
@Timeout(60)
class LibraryPageTest extends SandboxTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void every_sample_of_the_page_is_one_that_is_compiled() throws IOException {
        String compiled = lines(Files.readString(Path.of("src/test/java/dev/parlance/client/LibrarySamples.java")));
        List<String> shown = BLOCK.matcher(Files.readString(Path.of("../docs/library.md")))
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring("```java\n".length(), block.length() - 3))
                .toList();

        assertThat(shown).hasSizeGreaterThan(7);
        assertThat(shown).allSatisfy(sample -> assertThat(compiled).contains(lines(sample)));
    }

    @Test
    void every_sample_says_what_it_should() throws IOException {
        samples().check();
    }

    @Test
    void the_first_sample_needs_no_key_until_it_asks() {
        try (Parlance opened = LibrarySamples.open()) {
            assertThat(opened).isNotNull();
        }
    }

    private LibrarySamples samples() throws IOException {
        String house = sandbox.baseUrl("openai-compatible");
        Files.writeString(folder.resolve("house.key"), "key");
        Path file = Files.writeString(folder.resolve("parlance.toml"), """
                [providers.house]
                host = "openai-compatible"
                base-url = "%s"
                api-key = "${file:house.key}"

                [aliases]
                fast = "house/small"
                """.formatted(house));
        return new LibrarySamples(parlance, providers(Map.of()), house, file);
    }

    private static String lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
