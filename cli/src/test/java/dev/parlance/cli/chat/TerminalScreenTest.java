package dev.parlance.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.cli.terminal.Look;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TerminalScreenTest {
    private final StringWriter out = new StringWriter();
    private long now;

    private TerminalScreen screen(Look look, boolean folded) {
        return new TerminalScreen(new PrintWriter(out), () -> 40, look, folded, () -> now);
    }

    @Test
    void folded_thinking_becomes_one_line_with_its_length_and_time() {
        TerminalScreen screen = screen(Look.COLOURED, true);

        screen.thought("a long ");
        assertThat(out).hasToString("\u001b[2mthinking …\u001b[0m");
        now += 2_140_000_000L;
        screen.thought("thought");
        screen.answer("So. ");

        assertThat(plain()).isEqualTo("thinking …\r\u001b[Kthought for 2.1 s, 14 characters (/fold\nshows it)\n\nSo.");
        screen.end();
        assertThat(screen.fold()).isFalse();
        assertThat(plain()).endsWith("a long thought\n\n");
    }

    @Test
    void shown_thinking_is_dimmed_and_stands_apart_from_the_answer() {
        TerminalScreen screen = screen(Look.COLOURED, false);

        screen.thought("hm \u001b[31mred\n");
        screen.answer("**Yes**");
        screen.end();

        assertThat(out.toString())
                .contains("\u001b[2mhm", "\u001b[1mYes\u001b[0m")
                .doesNotContain("\u001b[31m");
        assertThat(plain()).endsWith("hm [31mred\n\nYes\n\n");
    }

    @Test
    void a_plain_terminal_gets_no_escape_codes() {
        TerminalScreen screen = screen(Look.PLAIN, true);

        screen.thought("a thought");
        screen.answer("**Yes** \u001b]0;title\u0007");
        screen.end();
        screen.fault("wrong");
        screen.print("a\u001bb");

        assertThat(out.toString())
                .isEqualTo("thought for 0.0 s, 9 characters (/fold\nshows it)\n\n**Yes** ]0;title\n\nwrong\nab\n");
    }

    private String plain() {
        return out.toString().replaceAll("\u001b\\[[0-9;]*m", "");
    }
}
