package dev.parlance.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.agent.Tool;
import dev.parlance.agent.ToolResult;
import dev.parlance.core.wire.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real commands in a real shell, and that none of them outlives its call. */
@Timeout(60)
class ShellToolTest {
    /** Tells its number and that of a child without parents, and goes on for ever. */
    private static final String FAMILY =
            "(sleep 1000 & echo $! > child); sleep 1000 & echo $$ $! $(cat child) > told; wait";

    @TempDir
    Path folder;

    private Tool shell;

    @BeforeEach
    void tool() throws Exception {
        shell = new ShellTool(folder, Map.of("PATH", "/usr/bin:/bin", "GREETING", "hello"), Calls.allowing("shell"))
                .tool();
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("told").toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void output_and_exit_code_are_told() throws Exception {
        ToolResult fine = run("echo $GREETING; echo oops >&2; pwd; cat");
        ToolResult failed = run("echo so far; exit 3");

        assertThat(fine.failed()).isFalse();
        assertThat(fine.text()).isEqualTo("exit code 0\nhello\noops\n" + folder.toRealPath() + "\n");
        assertThat(failed.failed()).isTrue();
        assertThat(failed.text()).isEqualTo("exit code 3\nso far\n");
    }

    @Test
    void of_a_huge_output_beginning_and_end_are_kept() throws Exception {
        ToolResult result = run("echo first; head -c 3000000 /dev/zero | tr '\\0' x; echo; echo last");

        assertThat(result.text())
                .hasSizeLessThan(40_000)
                .startsWith("exit code 0\nfirst\nxxx")
                .containsPattern("xxx\n\\[… \\d+ bytes are left out here …]\nxxx")
                .endsWith("xxx\nlast\n");
    }

    @Test
    void a_command_that_is_late_is_stopped_with_all_that_it_started() throws Exception {
        AtomicReference<ToolResult> result = new AtomicReference<>();
        Thread calling = calling(result, 1);
        long[] family = family();

        calling.join();

        assertThat(result.get().failed()).isTrue();
        assertThat(result.get().text()).startsWith("The command did not end within 1 s and was stopped.");
        awaitEnd(family);
    }

    @Test
    void a_call_that_is_given_up_leaves_no_process() throws Exception {
        AtomicReference<ToolResult> result = new AtomicReference<>();
        Thread calling = calling(result, 600);
        long[] family = family();
        assertThat(Calls.isAlive(family[0])).isTrue();

        calling.interrupt();
        calling.join();

        assertThat(result.get()).isNull();
        awaitEnd(family);
    }

    @Test
    void a_process_that_ends_takes_its_commands_along() throws Exception {
        AtomicReference<ToolResult> result = new AtomicReference<>();
        Thread calling = calling(result, 600);
        long[] family = family();

        RunTools.endAll();
        calling.join();

        awaitEnd(family);
    }

    @Test
    void what_is_left_in_the_background_ends_with_the_command() throws Exception {
        ToolResult result = run("sleep 1000 & echo $!");

        assertThat(result.text()).startsWith("exit code 0\n");
        awaitEnd(Long.parseLong(result.text().lines().toList().get(1)));
    }

    @Test
    void what_made_a_session_of_its_own_and_lost_its_parent_ends_with_the_command() throws Exception {
        ToolResult result = run("setsid sh -c 'sleep 1000 > /dev/null 2>&1 & echo $!' | head -n 1");

        assertThat(result.text()).startsWith("exit code 0\n");
        awaitEnd(Long.parseLong(result.text().lines().toList().get(1)));
    }

    @Test
    void a_command_has_no_terminal_to_forge_questions_on() throws Exception {
        assertThat(run("(echo y > /dev/tty) 2>/dev/null && echo there || echo none")
                        .text())
                .isEqualTo("exit code 0\nnone\n");
    }

    @Test
    void what_cannot_be_shown_whole_is_not_run() throws Exception {
        assertThat(run("true #" + "x".repeat(8000)).text()).contains("longer than 8000");
        assertThat(run(" ").text()).contains("empty");
        assertThat(run("echo \0").text()).contains("NUL");
    }

    private ToolResult run(String command) throws Exception {
        return Calls.call(shell, "command", JsonValue.of(command));
    }

    private Thread calling(AtomicReference<ToolResult> result, int seconds) {
        return Thread.ofVirtual().start(() -> {
            try {
                result.set(
                        Calls.call(shell, "command", JsonValue.of(FAMILY), "timeout_seconds", JsonValue.of(seconds)));
            } catch (Exception interrupted) {
                // There is no result then.
            }
        });
    }

    /** Waits until the command tells. */
    private long[] family() throws IOException {
        List<String> told =
                List.of(Files.readString(folder.resolve("told")).strip().split(" ", -1));
        assertThat(told).hasSize(3);
        return told.stream().mapToLong(Long::parseLong).toArray();
    }

    /** A killed process takes a moment to be gone. The timeout of the test ends the wait for one that stays. */
    private static void awaitEnd(long... pids) throws IOException {
        for (long pid : pids) {
            while (Calls.isAlive(pid)) {
                if (Thread.interrupted()) {
                    throw new AssertionError("Still there: " + pid + " of " + Arrays.toString(pids));
                }
                Thread.onSpinWait();
            }
        }
    }
}
