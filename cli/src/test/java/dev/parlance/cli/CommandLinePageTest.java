package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/command-line.md} shows works as it stands there. */
@Timeout(240)
class CommandLinePageTest {
    private static final Path PAGE = Path.of("..", "docs", "command-line.md");
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0};

    @TempDir
    Path folder;

    static Stream<String> blocks() throws IOException {
        return BLOCK.matcher(page()).results().map(block -> block.group(1));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void a_block_runs(String block) throws Exception {
        Files.writeString(folder.resolve("server.log"), "disk full\n");
        Files.writeString(folder.resolve("question.txt"), "What is it?\n");
        Files.writeString(folder.resolve("letter.txt"), "Dear Zürich,\n");
        Files.writeString(
                folder.resolve("schema.json"),
                "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}");
        Files.write(folder.resolve("photo.png"), PNG);

        Shell.Result result = new Shell(folder).run("set -eu -o pipefail\n" + block);

        assertThat(result.code()).as(result.out() + result.err()).isZero();
        if (block.contains("story.txt")) {
            assertThat(result.out()).matches("cut after \\d+ words\n");
        }
    }

    @Test
    void every_option_and_exit_code_stands_on_the_page() throws IOException {
        String page = page();
        List<String> options = Pattern.compile("--[a-z-]+")
                .matcher(Outcome.of("ask", "--help").out())
                .results()
                .map(MatchResult::group)
                .filter(option -> !List.of("--help", "--version").contains(option))
                .toList();

        assertThat(options).contains("--schema", "--no-stream");
        assertThat(options).allSatisfy(option -> assertThat(page).contains(option));
        assertThat(page).contains("| 0 |", "| 1 |", "| 2 |", "| 3 |", "| 130 |");
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }
}
