package dev.parlance.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.agent.AgentEvent;
import dev.parlance.agent.AgentOutcome;
import dev.parlance.agent.Spending;
import dev.parlance.agent.ToolCall;
import dev.parlance.agent.ToolResult;
import dev.parlance.agent.Transcript;
import dev.parlance.core.wire.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people see of a run while it goes on. */
class ProgressTest {
    private static final String ERASE = "\r\u001b[K";

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void a_pipe_gets_one_line_for_each_event_without_any_escape() {
        happens(Progress.Style.LINES, 80);

        assertThat(shown().replaceAll("\\d+\\.\\d s", "T")).isEqualTo("""
                parlance: step 1
                parlance: read_file src/你好.txt
                parlance: read_file: failed: no [2J, T
                parlance: something to know
                parlance: 1 step, T
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 20, 80})
    void a_terminal_gets_one_line_that_always_fits_and_is_gone_at_the_end(int columns) {
        happens(Progress.Style.LIVE, columns);

        String shown = shown();
        List<String> drawn = Arrays.stream(shown.split(Pattern.quote(ERASE), -1))
                .filter(row -> !row.contains("parlance: "))
                .toList();
        assertThat(drawn).isNotEmpty().allSatisfy(row -> {
            assertThat(Visible.cells(row)).isLessThan(columns);
            assertThat(row).doesNotContain("\n", "\u001b");
        });
        assertThat(drawn.stream().anyMatch(row -> row.startsWith("step "))).isTrue();
        assertThat(shown.substring(shown.lastIndexOf(ERASE) + ERASE.length()))
                .matches("parlance: 1 step, \\d+\\.\\d s\n");
        assertThat(drawn.stream().anyMatch(row -> row.contains("read_file src/你好.txt")))
                .isEqualTo(columns == 80);
    }

    @Test
    void a_question_has_the_terminal_for_itself() {
        try (Progress progress = progress(Progress.Style.LIVE, 80)) {
            progress.happened(new AgentEvent.StepStarted(1));
            progress.pause();
            int before = err.size();

            progress.happened(new AgentEvent.StepStarted(2));

            assertThat(shown()).endsWith(ERASE);
            assertThat(err.size()).isEqualTo(before);
            progress.resume();
            assertThat(shown()).contains(ERASE + "step 2");
        }
        assertThat(shown()).endsWith(ERASE);
    }

    @Test
    void quiet_means_remarks_alone() {
        happens(Progress.Style.QUIET, 80);

        assertThat(shown()).isEqualTo("parlance: something to know\n");
    }

    private void happens(Progress.Style style, int columns) {
        try (Progress progress = progress(style, columns)) {
            progress.happened(new AgentEvent.StepStarted(1));
            progress.happened(new AgentEvent.ToolStarted(
                    new ToolCall("a", "read_file", JsonValue.object("path", JsonValue.of("src/你好.txt")))));
            progress.happened(new AgentEvent.ToolEnded(
                    "a", "read_file", ToolResult.failure("no\u001b[2J\nsecond"), false, Duration.ofMillis(200)));
            progress.remark("something to know");
            progress.happened(new AgentEvent.RunEnded(new AgentOutcome.Cancelled(
                    new Transcript(List.of()), new Spending(1, null, null, Duration.ofMillis(1300)))));
        }
    }

    private Progress progress(Progress.Style style, int columns) {
        return new Progress(new PrintStream(err, true, StandardCharsets.UTF_8), style, () -> columns);
    }

    private String shown() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
