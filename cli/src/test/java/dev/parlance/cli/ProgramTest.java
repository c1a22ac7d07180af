package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {
    @Test
    void help_lists_every_command_and_ends_well() {
        Outcome help = Outcome.of("--help");

        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains("serve", "sandbox", "explain", "decode", "conformance", "doctor", "models", "parlance serve");
        assertThat(help.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ask",
                "chat",
                "run",
                "serve",
                "sandbox",
                "explain",
                "decode",
                "conformance",
                "config",
                "doctor",
                "providers",
                "models",
                "login",
                "completion"
            })
    void every_command_explains_itself(String command) {
        Outcome help = Outcome.of(command, "--help");

        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Usage: parlance " + command);
    }

    @Test
    void version_is_one_line() {
        Outcome version = Outcome.of("--version");

        assertThat(version.code()).isZero();
        assertThat(version.out()).matches("parlance [0-9][^\\s]*\\R");
    }

    @Test
    void no_command_asks_which() {
        Outcome nothing = Outcome.of();

        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.out()).isEmpty();
        assertThat(nothing.err()).contains("Which command?", "explain", "parlance --help");
    }

    @Test
    void an_unknown_option_points_at_the_help_of_its_command() {
        Outcome wrong = Outcome.of("serve", "--prot", "1");

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--prot", "parlance serve --help").doesNotContain("\tat ");
    }

    @Test
    void an_unknown_command_is_named() {
        assertThat(Outcome.of("sevre").err()).contains("sevre");
        assertThat(Outcome.of("sevre").code()).isEqualTo(2);
    }

    @Test
    void a_defect_of_ours_is_one_line_and_a_hint_without_a_stack_trace() {
        StringBuilder said = new StringBuilder();
        PrintStream err = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int value) {
                        said.append((char) value);
                    }
                },
                true,
                StandardCharsets.UTF_8);
        PrintStream broken = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8) {
            @Override
            public void println(String text) {
                throw new IllegalStateException("the printer is on fire");
            }
        };
        Console console = new Console(
                new ByteArrayInputStream(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}".getBytes(StandardCharsets.UTF_8)),
                broken,
                err,
                Map.of());

        assertThat(Program.run(console, "explain", "--model", "moonshot/kimi-k2.6"))
                .isEqualTo(70);
        assertThat(said.toString()).contains("the printer is on fire", "defect").doesNotContain("\tat ");
        assertThat(said.toString().lines()).hasSize(2);
    }

    @Test
    void a_reader_that_hangs_up_is_no_error() {
        PrintStream pipe = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                },
                false,
                StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        PrintStream err = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8) {
            @Override
            public void println(String text) {
                said.append(text);
            }
        };
        Console console = new Console(
                new ByteArrayInputStream(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}".getBytes(StandardCharsets.UTF_8)),
                pipe,
                err,
                Map.of());

        assertThat(Program.run(console, "explain", "--model", "moonshot/kimi-k2.6"))
                .isZero();
        assertThat(said.toString()).isEmpty();
    }
}
