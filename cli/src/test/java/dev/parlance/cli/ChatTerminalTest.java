package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code chat} at a real terminal: typing, streaming, interrupting, changing the model, leaving. */
@Timeout(240)
class ChatTerminalTest {
    private static final String INTERRUPT = "\u0003";
    private static final String END = "\u0004";
    private static final String EARLIER = "\u0010";
    private static final String ESCAPE = "\u001b";

    @TempDir
    Path folder;

    private PseudoTerminal chat(String... more) throws IOException {
        return chat(80, Map.of(), more);
    }

    private PseudoTerminal chat(int columns, Map<String, String> environment, String... more) throws IOException {
        String[] arguments = new String[more.length + 1];
        arguments[0] = "chat";
        System.arraycopy(more, 0, arguments, 1, more.length);
        PseudoTerminal terminal = PseudoTerminal.start(folder, columns, 40, environment, arguments);
        terminal.await("has a prompt", PseudoTerminal::atPrompt);
        return terminal;
    }

    @Test
    void type_stream_interrupt_change_the_model_and_leave() throws Exception {
        try (PseudoTerminal terminal = chat()) {
            assertThat(terminal.screen()).contains("moonshot/kimi-k2.6", "sandbox:");

            terminal.type("Say **hello**\n");
            terminal.await("free of charge ✅ 你好");
            terminal.await("has a prompt", PseudoTerminal::atPrompt);
            assertThat(terminal.screen()).contains("The user asks", "You said: “Say hello”.");

            terminal.type("Talk on and on [[slow 20ms]] [[tokens 3000]]\n");
            terminal.await("word word word");
            terminal.type(INTERRUPT);
            terminal.await("stopped; what came is kept");
            terminal.await("has a prompt", PseudoTerminal::atPrompt);
            String stopped = terminal.screen();

            terminal.type("/model openai/gpt-5\n");
            terminal.await("model: openai/gpt-5");
            terminal.type("/model nowhere/m\n");
            terminal.await("There is no provider \"nowhere\"");
            terminal.type("/usage\n");
            terminal.await("all 2 turns: input at least");
            assertThat(occurrences(terminal.screen(), "word")).isEqualTo(occurrences(stopped, "word"));

            terminal.type("Who are you?\n");
            terminal.await("simulated answer of gpt-5");
            terminal.await("has a prompt", PseudoTerminal::atPrompt);
            terminal.type("/quit\n");

            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.modesAfter()).isEqualTo(terminal.modesBefore());
        }
    }

    @Test
    void an_interrupt_ends_the_call_at_the_host() throws Exception {
        try (SlowHost host = new SlowHost()) {
            String config = Files.writeString(
                            folder.resolve("config.toml"),
                            "[providers.mine]\nhost = \"openai-compatible\"\nbase-url = \"" + host.url()
                                    + "/v1\"\ndefault-model = \"m\"\n")
                    .toString();
            try (PseudoTerminal terminal = chat("--config", config)) {
                terminal.type("a first question\n");
                assertThat(host.awaitCall()).isTrue();

                terminal.type(INTERRUPT);

                assertThat(host.awaitHangUp()).isTrue();
                terminal.await("stopped;");
                terminal.type("\u0015/quit\n");
                assertThat(terminal.exitCode()).isZero();
            }
        }
    }

    @Test
    void a_question_that_was_stopped_before_its_answer_stands_at_the_prompt_again() throws Exception {
        try (PseudoTerminal terminal = chat()) {
            terminal.type("a slow one [[slow 1s]]\n");
            terminal.await("The user");
            terminal.type(INTERRUPT);
            terminal.await("has it at the prompt", shown -> shown.endsWith("yours again\n> a slow one [[slow 1s]]"));
        }
    }

    @Test
    void a_question_that_failed_stands_at_the_prompt_again() throws Exception {
        try (PseudoTerminal terminal = chat()) {
            terminal.type("broken [[status 400]]\n");
            terminal.await(
                    "has it at the prompt below the error",
                    shown -> shown.contains("status 400\n> broken") && shown.endsWith("> broken [[status 400]]"));

            terminal.type(INTERRUPT);
            terminal.await("is cleared", PseudoTerminal::atPrompt);
            terminal.type(INTERRUPT);
            terminal.await("warns and has a prompt", shown -> shown.endsWith("Ctrl-C again or Ctrl-D leaves\n>"));
            terminal.type(INTERRUPT);

            assertThat(terminal.exitCode()).as(terminal::screen).isEqualTo(130);
            assertThat(terminal.modesAfter()).isEqualTo(terminal.modesBefore());
        }
    }

    @Test
    void a_signal_leaves_the_terminal_as_it_was() throws Exception {
        try (PseudoTerminal terminal = chat()) {
            new ProcessBuilder("kill", "-TERM", terminal.pid()).start().waitFor();

            assertThat(terminal.exitCode()).isEqualTo(143);
            assertThat(terminal.modesAfter()).isEqualTo(terminal.modesBefore());
            assertThat(terminal.screen()).doesNotContain("unexpected", "Exception");
            assertThat(terminal.raw().lastIndexOf(ESCAPE + "[?2004l"))
                    .isGreaterThan(terminal.raw().lastIndexOf(ESCAPE + "[?2004h"));
        }
    }

    @Test
    void a_signal_in_the_middle_of_an_answer_leaves_the_terminal_as_it_was() throws Exception {
        try (PseudoTerminal terminal = chat()) {
            terminal.type("Talk [[slow 20ms]] [[tokens 3000]]\n");
            terminal.await("word word");
            new ProcessBuilder("kill", "-TERM", terminal.pid()).start().waitFor();

            assertThat(terminal.exitCode()).isEqualTo(143);
            assertThat(terminal.modesAfter()).isEqualTo(terminal.modesBefore());
            assertThat(terminal.screen()).doesNotContain("unexpected", "Exception");
        }
    }

    @Test
    void several_lines_by_backslash_by_alt_enter_and_by_paste() throws Exception {
        try (PseudoTerminal terminal = chat("--think", "off")) {
            terminal.type("one\\\ntwo" + ESCAPE + "\nthree" + ESCAPE + "[200~\nfour\nfive" + ESCAPE + "[201~\n");
            terminal.await("five”. This is a simulated answer");
            terminal.type("/save talk.md\n");
            terminal.await("written to talk.md");
            terminal.type(END);

            assertThat(terminal.exitCode()).isZero();
            assertThat(Files.readString(folder.resolve("talk.md")))
                    .startsWith("## Question\n\none\ntwo\nthree\nfour\nfive\n\n## Answer\n\nYou said: “one");
        }
    }

    @Test
    void commands_and_models_are_completed_and_what_was_typed_is_remembered() throws Exception {
        try (PseudoTerminal terminal = chat()) {
            terminal.type("/mo\tmoonshot/kimi-k2.\t");
            terminal.await("/model moonshot/kimi-k2.");
            terminal.type(INTERRUPT);
            terminal.await("is cleared", PseudoTerminal::atPrompt);
            terminal.type("/think low\n");
            terminal.await("thinking: low");
            terminal.type(END);
            assertThat(terminal.exitCode()).isZero();
        }
        Path history = folder.resolve(".local/state/parlance/history");
        assertThat(Files.readString(history)).contains("/think low");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
        try (PseudoTerminal terminal = chat()) {
            terminal.type(EARLIER);
            terminal.await("> /think low");
            terminal.type("\n");
            terminal.await("thinking: low");
        }
    }

    @Test
    void no_history_is_kept_when_none_is_wanted() throws Exception {
        try (PseudoTerminal terminal = chat("--no-history")) {
            terminal.type("/usage\n");
            terminal.await("nothing was asked yet");
            terminal.type(END);
            assertThat(terminal.exitCode()).isZero();
        }
        assertThat(folder.resolve(".local")).doesNotExist();
    }

    @Test
    void folded_thinking_is_one_line_that_can_be_unfolded() throws Exception {
        try (PseudoTerminal terminal = chat("--fold")) {
            terminal.type("hi\n");
            terminal.await("free of charge");
            assertThat(terminal.screen())
                    .containsPattern("thought for \\d+\\.\\d s, \\d+ characters \\(/fold shows it\\)")
                    .doesNotContain("The user asks", "thinking …");
            terminal.type("/fold\n");
            terminal.await("The user asks: “hi”");
            terminal.await("thinking is shown");
        }
    }

    @Test
    void twenty_columns_are_enough() throws Exception {
        try (PseudoTerminal terminal = chat(20, Map.of(), "--think", "off")) {
            terminal.type("hi\n");
            terminal.await("👋");
            terminal.await("has a prompt", PseudoTerminal::atPrompt);
            assertThat(terminal.screen())
                    .contains("moonshot/kimi-k2.6.\n/help lists the\n", "You said: “hi”. This\nis a simulated");
            terminal.type(END);
            assertThat(terminal.exitCode()).isZero();
        }
    }

    @Test
    void the_help_fits_the_usual_terminal_and_breaks_between_words_on_a_narrow_one() throws Exception {
        try (PseudoTerminal terminal = chat()) {
            terminal.type("/help\n");
            terminal.await(
                    "/quit                     leaves, as Ctrl-D does\nAlt-Enter or a backslash at the end begins another"
                            + " line. Ctrl-C stops an answer.\n>");
            terminal.type(END);
            assertThat(terminal.exitCode()).isZero();
        }
        try (PseudoTerminal terminal = chat(20, Map.of())) {
            terminal.type("/help\n");
            terminal.await("Alt-Enter or a\nbackslash at the end\nbegins another line.\nCtrl-C stops an\nanswer.\n>");
        }
    }

    @Test
    void a_window_that_was_resized_at_the_prompt_is_filled() throws Exception {
        try (PseudoTerminal terminal = chat(40, Map.of(), "--think", "off")) {
            terminal.resize(80);
            terminal.type("hi\n");
            terminal.await("You said: “hi”. This is a simulated answer of kimi-k2.6. Nothing left this");
        }
    }

    @Test
    void without_colour_nothing_is_coloured() throws Exception {
        try (PseudoTerminal terminal = chat(80, Map.of("NO_COLOR", "1"))) {
            terminal.type("a **bold** word\n");
            terminal.await("free of charge");
            terminal.await("has a prompt", PseudoTerminal::atPrompt);
            terminal.type(END);
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.screen()).contains("You said: “a **bold** word”");
            assertThat(terminal.raw()).doesNotContainPattern("\u001b\\[[0-9;]*[1-9][0-9;]*m");
        }
    }

    @Test
    void a_dumb_terminal_gets_words_alone() throws Exception {
        try (PseudoTerminal terminal = chat(80, Map.of("TERM", "dumb"))) {
            terminal.type("hi\n");
            terminal.await("free of charge");
            terminal.await("has a prompt", PseudoTerminal::atPrompt);
            terminal.type(END);
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.raw()).doesNotContain(ESCAPE);
            assertThat(terminal.modesAfter()).isEqualTo(terminal.modesBefore());
        }
    }

    @Test
    void a_terminal_that_nobody_has_heard_of_is_taken_for_a_usual_one() throws Exception {
        try (PseudoTerminal terminal = chat(80, Map.of("TERM", "no-such-terminal"), "--think", "off")) {
            terminal.type("hi\n");
            terminal.await("free of charge");
            terminal.await("has a prompt", PseudoTerminal::atPrompt);
            terminal.type(END);
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.screen()).doesNotContain("jline", "WARNING").startsWith("parlance chat with");
        }
    }

    private static long occurrences(String text, String word) {
        return text.split(word, -1).length - 1L;
    }
}
