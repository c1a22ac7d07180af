package dev.parlance.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class McpPageTest {
    private static final Pattern BLOCK = Pattern.compile("(?<=```java\n)(.*?)(?=```)", Pattern.DOTALL);

    @Test
    void every_sample_of_the_page_is_one_that_is_compiled() throws IOException {
        String compiled = lines(Files.readString(Path.of("src/test/java/dev/parlance/agent/mcp/McpSamples.java")));
        List<String> shown = BLOCK.matcher(Files.readString(Path.of("../docs/mcp.md")))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(shown).hasSize(1);
        assertThat(shown).allSatisfy(sample -> assertThat(compiled).contains(lines(sample)));
    }

    private static String lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
