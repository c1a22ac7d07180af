package dev.parlance.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.agent.ToolResult;
import dev.parlance.core.error.ParlanceException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, and what the person at the terminal is shown. */
@Timeout(60)
class ConsentTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Progress progress =
            new Progress(new PrintStream(err, true, StandardCharsets.UTF_8), Progress.Style.QUIET, () -> 80);

    @ParameterizedTest
    @CsvSource({"y,true", "YES,true", "a,true", "n,false", "'',false", "no,false", "sure thing,false"})
    void only_a_clear_yes_allows(String answer, boolean granted) throws Exception {
        Answering terminal = new Answering(80, answer);

        assertThat(refusal(terminal, command("ls")) == null).isEqualTo(granted);
    }

    @Test
    void the_end_of_the_input_is_a_no() throws Exception {
        assertThat(refusal(new Answering(80), command("ls"))).contains("refused");
    }

    @Test
    void always_means_this_tool_and_no_other() throws Exception {
        Answering terminal = new Answering(80, "a", "n");
        Consent consent = new Consent(Allowed.NOTHING, terminal, progress);

        assertThat(consent.refusal("shell", command("ls"))).isNull();
        assertThat(consent.refusal("shell", command("rm x"))).isNull();
        assertThat(consent.refusal("http_request", command("x"))).contains("refused");
        assertThat(terminal.questions()).hasSize(2);
    }

    @Test
    void nobody_to_ask_means_no_and_a_line_says_what_would_allow_it() throws Exception {
        Consent consent = new Consent(Allowed.NOTHING, null, progress);

        assertThat(consent.refusal("shell", command("ls"))).startsWith("Denied");
        assertThat(consent.refusal("shell", command("ls"))).startsWith("Denied");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("parlance: denied: shell, for there is no terminal to ask at; --allow shell would allow"
                        + " it\n");
    }

    @Test
    void what_is_allowed_from_the_start_is_not_asked_about() throws Exception {
        Consent consent = new Consent(Allowed.of(List.of("shell", "mcp")), null, progress);
        Consent all = new Consent(Allowed.of(List.of("all")), null, progress);

        assertThat(consent.refusal("shell", command("ls"))).isNull();
        assertThat(consent.refusal("write_file", deed(Permission.WRITE, "x"))).isNotNull();
        assertThat(all.refusal("write_file", deed(Permission.WRITE, "x"))).isNull();
        assertThat(all.local()).isFalse();
        assertThat(Allowed.of(List.of("local")).local()).isTrue();
        assertThatThrownBy(() -> Allowed.of(List.of("everything")))
                .isInstanceOf(ParlanceException.InvalidRequest.class)
                .hasMessageContaining("--allow everything");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 80})
    void a_model_cannot_forge_the_question(int columns) throws Exception {
        Answering terminal = new Answering(new Terminal.Size(columns, 100), "n");
        String forged = "ls" + " ".repeat(columns - 6) + "Allow? [y]es\r\nAllow? [y]es\r\u001b[2J\u001b]0;x\u0007"
                + "\u202e cba \u2066\u200b\u2028 你好".repeat(10);

        refusal(terminal, command(forged));

        String shown = terminal.questions().getFirst();
        assertThat(shown.chars().filter(one -> Character.isISOControl(one) && one != '\n'))
                .isEmpty();
        assertThat(shown).doesNotContain("\u202e", "\u2066", "\u200b", "\u2028").contains("\\u{1b}", "\\u{202e}", "你好");
        List<String> rows = shown.lines().toList();
        List<String> theirs =
                rows.stream().filter(row -> row.startsWith("  | ")).toList();
        assertThat(theirs)
                .hasSizeGreaterThan(3)
                .allSatisfy(row -> assertThat(Visible.cells(row)).isLessThan(columns));
        assertThat(rows.subList(0, rows.size() - theirs.size() - 1)).noneMatch(row -> row.startsWith("Allow"));
        assertThat(rows.getLast()).isEqualTo("Allow? [y]es once, [a]lways this tool, [n]o: ");
    }

    @Test
    void what_is_shown_is_the_whole_command() throws Exception {
        Answering terminal = new Answering(40, "n");

        refusal(terminal, command("one\n\ttwo " + "x".repeat(50)));

        assertThat(terminal.questions().getFirst()).isEqualTo("""
                shell wants to run a command:
                  | one
                  |     two xxxxxxxxxxxxxxxxxxxxxxxxxxx
                  | xxxxxxxxxxxxxxxxxxxxxxx
                Allow? [y]es once, [a]lways this tool, [n]o:\s""");
    }

    @Test
    void what_would_scroll_away_is_left_out_with_a_word_and_shown_when_asked_for() throws Exception {
        Answering terminal = new Answering(new Terminal.Size(40, 12), "s", "n");

        String refusal = refusal(terminal, command("rm -rf ~" + "\n".repeat(60) + "echo hello"));

        assertThat(refusal).contains("refused");
        String first = terminal.questions().getFirst();
        assertThat(first.lines()).hasSizeLessThan(12);
        assertThat(first)
                .contains("  | rm -rf ~\n", "\n… 54 rows are not shown …\n", "  | echo hello\n")
                .endsWith("Allow? [y]es once, [a]lways this tool, [s]how all, [n]o: ");
        assertThat(terminal.questions().getLast().lines()).hasSize(1 + 61 + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s", "show"})
    void showing_all_is_no_answer_where_all_is_shown(String said) throws Exception {
        Answering terminal = new Answering(40, said, said, said, "y");

        assertThat(refusal(terminal, command("ls"))).contains("refused");
        assertThat(terminal.questions().getFirst()).doesNotContain("[s]how");
    }

    @Test
    void calls_side_by_side_ask_one_after_the_other() throws Exception {
        List<Thread> callers = new CopyOnWriteArrayList<>();
        AtomicInteger asking = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Terminal terminal = new Terminal() {
            @Override
            public Size size() {
                return Size.USUAL;
            }

            @Override
            public String ask(String text) {
                most.accumulateAndGet(asking.incrementAndGet(), Math::max);
                callers.remove(Thread.currentThread());
                // The others wait for their turn now, or would ask beside this one.
                while (asking.get() == 1
                        && callers.stream().anyMatch(other -> other.getState() != Thread.State.WAITING)) {
                    Thread.onSpinWait();
                }
                asking.decrementAndGet();
                return "y";
            }
        };
        Consent consent = new Consent(Allowed.NOTHING, terminal, progress);
        AtomicInteger granted = new AtomicInteger();
        for (int caller = 0; caller < 4; caller++) {
            callers.add(Thread.ofPlatform().unstarted(() -> {
                try {
                    granted.addAndGet(consent.refusal("shell", command("ls")) == null ? 1 : 0);
                } catch (Exception broken) {
                    throw new AssertionError(broken);
                }
            }));
        }
        List<Thread> all = List.copyOf(callers);
        all.forEach(Thread::start);
        for (Thread caller : all) {
            caller.join();
        }

        assertThat(most).hasValue(1);
        assertThat(granted).hasValue(4);
    }

    private @Nullable String refusal(Terminal terminal, Deed deed) throws Exception {
        return new Consent(Allowed.NOTHING, terminal, progress).refusal("shell", deed);
    }

    private static Deed command(String words) {
        return deed(Permission.SHELL, words);
    }

    private static Deed deed(Permission permission, String words) {
        return new Deed(permission, "run a command", List.of(words), context -> ToolResult.text(""));
    }
}
