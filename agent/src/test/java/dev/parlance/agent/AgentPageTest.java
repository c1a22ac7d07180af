package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about the agent tells nothing that does not compile and run. */
class AgentPageTest extends AgentTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void every_sample_of_the_page_is_one_that_is_compiled() throws IOException {
        String compiled = lines(Files.readString(Path.of("src/test/java/dev/parlance/agent/AgentSamples.java")));
        List<String> shown = BLOCK.matcher(Files.readString(Path.of("../docs/agent.md")))
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring("```java\n".length(), block.length() - 3))
                .toList();

        assertThat(shown).hasSizeGreaterThan(6);
        assertThat(shown).allSatisfy(sample -> assertThat(compiled).contains(lines(sample)));
    }

    @Test
    void every_sample_says_what_it_should() {
        new AgentSamples(kimi()).check();
    }

    private static String lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
