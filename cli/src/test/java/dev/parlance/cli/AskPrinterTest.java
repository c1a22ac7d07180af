package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.cli.ask.StandardStreams;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Members;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AskPrinterTest {
    private static final StandardStreams TERMINALS = new StandardStreams(true, true, true);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void every_piece_is_there_at_once_and_a_line_is_ended_once() {
        AskPrinter printer = printer(StandardStreams.PIPED, Map.of());

        assertThat(printer.accept(new ChatEvent.TextDelta("Hel"))).isTrue();
        assertThat(out()).isEqualTo("Hel");
        printer.accept(new ChatEvent.TextDelta("lo"));
        printer.end();
        printer.end();
        assertThat(out()).isEqualTo("Hello\n");
    }

    @Test
    void an_emoji_that_comes_in_halves_is_whole() {
        AskPrinter printer = printer(StandardStreams.PIPED, Map.of());

        printer.accept(new ChatEvent.TextDelta("a\ud83d"));
        printer.accept(new ChatEvent.TextDelta("\udc4bb\n"));
        printer.end();

        assertThat(out()).isEqualTo("a👋b\n");
    }

    @Test
    void a_pipe_gets_the_text_exactly_and_a_terminal_no_control_characters() {
        String text = "a\u001b[2Jb\u0007\tc\r\nd";

        printer(StandardStreams.PIPED, Map.of()).accept(new ChatEvent.TextDelta(text));
        assertThat(out()).isEqualTo(text);

        out.reset();
        printer(TERMINALS, Map.of()).accept(new ChatEvent.TextDelta(text));
        assertThat(out()).isEqualTo("a[2Jb\tc\nd");
    }

    @Test
    void thinking_is_dim_on_a_terminal_that_has_colours_and_ends_its_line_before_the_answer() {
        AskPrinter printer = printer(TERMINALS, Map.of("TERM", "xterm"));

        printer.accept(thought("Hm"));
        printer.accept(thought(", so"));
        printer.accept(new ChatEvent.TextDelta("Yes."));
        printer.end();

        assertThat(err()).isEqualTo("\u001b[2mHm\u001b[22m\u001b[2m, so\u001b[22m\n");
        assertThat(out()).isEqualTo("Yes.\n");
    }

    @Test
    void without_colour_thinking_is_plain() {
        printer(TERMINALS, Map.of("TERM", "xterm", "NO_COLOR", "1")).accept(thought("a"));
        printer(TERMINALS, Map.of("TERM", "dumb")).accept(thought("b"));
        printer(TERMINALS, Map.of()).accept(thought("b"));
        printer(StandardStreams.PIPED, Map.of("TERM", "xterm")).accept(thought("c"));

        assertThat(err()).isEqualTo("abbc");
    }

    @Test
    void a_reader_that_hangs_up_is_noticed() {
        PrintStream pipe = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                },
                false,
                StandardCharsets.UTF_8);
        AskPrinter printer = new AskPrinter(
                new Console(InputStream.nullInputStream(), pipe, pipe, Map.of()), StandardStreams.PIPED, true, false);

        assertThat(printer.accept(new ChatEvent.TextDelta("Hello"))).isFalse();
    }

    private AskPrinter printer(StandardStreams terminals, Map<String, String> environment) {
        Console console = new Console(
                InputStream.nullInputStream(),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                environment);
        return new AskPrinter(console, terminals, true, true);
    }

    private static ChatEvent thought(String text) {
        return new ChatEvent.ReasoningDelta(text, null, Members.NONE);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
