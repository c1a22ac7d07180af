package dev.parlance.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.cli.ask.StandardStreams;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PipeScreenTest {
    private static final String HOSTILE = "a\u001b]0;title\u0007 \u001b[2J\u009b31m b";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private void shown(StandardStreams terminals) {
        PipeScreen screen = new PipeScreen(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminals);
        screen.fold();
        screen.thought(HOSTILE);
        screen.answer(HOSTILE);
        screen.end();
        screen.fault(HOSTILE);
    }

    @Test
    void a_pipe_gets_answers_and_thoughts_exactly() {
        shown(StandardStreams.PIPED);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(HOSTILE + "\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(HOSTILE + "\nparlance: a]0;title [2J31m b\n");
    }

    @Test
    void a_terminal_behind_a_pipe_gets_no_control_characters() {
        shown(new StandardStreams(false, true, true));

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a]0;title [2J31m b\n");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("a]0;title [2J31m b\nparlance: a]0;title [2J31m b\n");
    }
}
