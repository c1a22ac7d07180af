package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code run} among other programs: at a terminal, without one, in pipes that break, and told to stop. */
@Timeout(180)
class RunProcessTest {
    private static final String LONG = "sleep 1000 & echo $$ $! > told; wait";

    @TempDir
    Path folder;

    @Test
    void at_a_terminal_the_person_is_asked_even_when_the_input_is_a_pipe() throws Exception {
        try (ToolCallHost host = new ToolCallHost()
                        .calls(
                                "shell",
                                "command",
                                JsonValue.of("echo \u001b[2Jdone > made.txt; echo $MOONSHOT_API_KEY"))
                        .says("**Made.** 你好");
                Screen screen = screen(
                        80,
                        "echo words | parlance run --config " + host.configuration(folder)
                                + " --tools shell go > answer.txt; echo \"code $?\"")) {
            screen.awaits("[n]o: ");
            assertThat(screen.shown())
                    .contains("shell wants to run a command in ", "  | echo \\u{1b}[2Jdone > made.txt; echo $MOON");
            assertThat(folder.resolve("made.txt")).doesNotExist();
            screen.types("y\n");
            screen.awaits("code ");

            assertThat(screen.ends()).isZero();
            assertThat(screen.shown()).contains("code 0").doesNotContain("\u001b[2J");
            assertThat(folder.resolve("made.txt")).exists();
            assertThat(folder.resolve("answer.txt")).hasContent("**Made.** 你好");
            assertThat(screen.isRestored()).isTrue();
        }
    }

    @Test
    void at_a_narrow_terminal_no_row_is_too_long() throws Exception {
        try (ToolCallHost host = new ToolCallHost()
                        .calls("shell", "command", JsonValue.of("echo 你好你好你好你好你好你好 > made.txt"))
                        .says("Then not.");
                Screen screen =
                        screen(20, "parlance run --config " + host.configuration(folder) + " --tools shell go")) {
            screen.awaits("[n]o: ");
            screen.types("n\n");

            assertThat(screen.ends()).isZero();
            assertThat(screen.shown()).contains("Then not.").contains("  | echo 你好你");
            assertThat(folder.resolve("made.txt")).doesNotExist();
            assertThat(screen.isRestored()).isTrue();
        }
    }

    @Test
    void ctrl_c_ends_the_run_with_all_that_its_tools_started() throws Exception {
        pipe();
        try (ToolCallHost host = new ToolCallHost().calls("shell", "command", JsonValue.of(LONG));
                Screen screen = screen(
                        80,
                        "parlance run --config " + host.configuration(folder)
                                + " --tools shell --allow shell --save run.json go")) {
            long[] family = told();
            screen.types("\u0003");

            assertThat(screen.ends()).isEqualTo(130);
            assertThat(screen.shown()).contains("interrupted", "Go on with --resume run.json");
            assertThat(Files.readString(folder.resolve("run.json"))).contains("cancelled");
            assertThat(screen.isRestored()).isTrue();
            awaitEnd(family);
        }
    }

    @Test
    void ctrl_c_twice_leaves_at_once_and_leaves_nothing_behind() throws Exception {
        pipe();
        try (ToolCallHost host = new ToolCallHost().calls("shell", "command", JsonValue.of(LONG));
                Screen screen = screen(
                        80,
                        "parlance run --config " + host.configuration(folder) + " --tools shell --allow shell go")) {
            long[] family = told();
            screen.types("\u0003\u0003");

            assertThat(screen.ends()).isEqualTo(130);
            assertThat(screen.isRestored()).isTrue();
            awaitEnd(family);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0003", "\u0003\u0003"})
    void ctrl_c_ends_servers_that_still_start(String keys) throws Exception {
        pipe();
        Files.writeString(folder.resolve("deaf.sh"), "trap '' INT HUP TERM; " + LONG + "; sleep 1000");
        try (ToolCallHost host = new ToolCallHost().says("never");
                Screen screen = screen(
                        80, "parlance run --config " + host.configuration(folder) + " --mcp 'deaf=sh deaf.sh' go")) {
            long[] family = told();
            screen.types(keys);

            assertThat(screen.ends()).isEqualTo(130);
            assertThat(screen.shown()).doesNotContain("defect", "deaf:");
            assertThat(host.asked()).isZero();
            awaitEnd(family);
        }
    }

    @Test
    void what_was_typed_before_the_question_is_no_part_of_the_answer() throws Exception {
        try (ToolCallHost host = new ToolCallHost()
                        .calls("shell", "command", JsonValue.of("echo > made.txt"))
                        .says("Then not.");
                Screen screen =
                        screen(80, "parlance run --config " + host.configuration(folder) + " --tools shell go")) {
            screen.types("y\ny");
            screen.awaits("[n]o: ");
            screen.types("\n");

            assertThat(screen.ends()).isZero();
            assertThat(screen.shown()).contains("Then not.");
            assertThat(folder.resolve("made.txt")).doesNotExist();
            assertThat(screen.isRestored()).isTrue();
        }
    }

    @Test
    void ctrl_c_ends_a_question_too() throws Exception {
        try (ToolCallHost host = new ToolCallHost().calls("shell", "command", JsonValue.of("echo > made.txt"));
                Screen screen =
                        screen(80, "parlance run --config " + host.configuration(folder) + " --tools shell go")) {
            screen.awaits("[n]o: ");
            screen.types("\u0003");

            assertThat(screen.ends()).isEqualTo(130);
            assertThat(folder.resolve("made.txt")).doesNotExist();
            assertThat(screen.isRestored()).isTrue();
        }
    }

    @Test
    void a_process_that_is_told_to_end_ends_its_commands_first() throws Exception {
        pipe();
        try (ToolCallHost host = new ToolCallHost().calls("shell", "command", JsonValue.of(LONG))) {
            Process process = detached("--config", host.configuration(folder), "--tools", "shell", "--allow", "shell");
            long[] family = told();

            // The one that java itself is: setsid stands before it.
            ProcessHandle java = process.descendants()
                    .filter(one -> one.info().command().orElse("").endsWith("java"))
                    .findFirst()
                    .orElse(process.toHandle());
            java.destroy();

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            awaitEnd(family);
        }
    }

    @Test
    void without_a_terminal_the_run_goes_on_and_says_what_would_allow_it() throws Exception {
        try (ToolCallHost host = new ToolCallHost()
                .calls("shell", "command", JsonValue.of("echo > made.txt"))
                .says("I could not.")) {
            Process process = detached("--config", host.configuration(folder), "--tools", "shell", "--quiet");
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor()).isZero();
            assertThat(out).isEqualTo("I could not.\n");
            assertThat(err)
                    .isEqualTo("parlance: denied: shell, for there is no terminal to ask at; --allow shell would allow"
                            + " it\n");
            assertThat(folder.resolve("made.txt")).doesNotExist();
        }
    }

    @Test
    void a_reader_that_leaves_is_no_failure() throws Exception {
        Shell.Result result = new Shell(folder)
                .run("parlance run '[[tokens 20000]]' 2>errors | head -c 9; echo \" ${PIPESTATUS[0]}\"");

        assertThat(result.out()).isEqualTo("word word 0\n");
        assertThat(Files.readString(folder.resolve("errors"))).doesNotContain("pipe", "\tat ");
    }

    /** The program in a session of its own, where there is no terminal. */
    private Process detached(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid", "--wait"));
        command.addAll(Shell.java());
        command.add("run");
        command.addAll(List.of(arguments));
        command.add("go");
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Files.writeString(folder.resolve("nothing"), "").toFile())
                .start();
    }

    private Screen screen(int columns, String line) throws IOException {
        Path script = Files.writeString(
                folder.resolve("line.sh"),
                "parlance() { "
                        + Shell.java().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "))
                        + " \"$@\"; }\nstty cols " + columns + "; stty -g > before\n" + line
                        + "\ncode=$?; stty -g > after; exit $code\n");
        return new Screen(folder, script);
    }

    private void pipe() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("told").toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    private long[] told() throws IOException {
        return List.of(Files.readString(folder.resolve("told")).strip().split(" ", -1)).stream()
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static void awaitEnd(long... pids) throws IOException {
        assertThat(pids).hasSize(2);
        for (long pid : pids) {
            while (isAlive(pid)) {
                if (Thread.interrupted()) {
                    throw new AssertionError("Still there: " + pid);
                }
                Thread.onSpinWait();
            }
        }
    }

    /** Whether it runs. One that has ended and that nobody has asked about yet does not. */
    private static boolean isAlive(long pid) throws IOException {
        if (!Files.isDirectory(Path.of("/proc", "self"))) {
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }
        try {
            String text = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            return text.charAt(text.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException gone) {
            return false;
        }
    }

    /** A pseudo-terminal, made by {@code script} of util-linux, with a person before it. */
    private static final class Screen implements AutoCloseable {
        private final Path folder;
        private final Process process;
        private final StringBuilder shown = new StringBuilder();

        Screen(Path folder, Path script) throws IOException {
            this.folder = folder;
            ProcessBuilder builder = new ProcessBuilder(
                            "script",
                            "-qefc",
                            "bash " + script,
                            folder.resolve("typescript").toString())
                    .directory(folder.toFile());
            builder.environment().put("TERM", "xterm");
            builder.environment().put("SHELL", "/bin/sh");
            process = builder.start();
        }

        String shown() {
            return shown.toString();
        }

        /** Waits until this stands on the screen. The timeout of the test ends a wait in vain, for the program is ended. */
        void awaits(String words) throws IOException {
            InputStream out = process.getInputStream();
            StringBuilder bytes = new StringBuilder();
            for (int next = out.read(); next >= 0; next = out.read()) {
                bytes.append((char) next);
                if (bytes.toString().endsWith(words)) {
                    break;
                }
            }
            shown.append(new String(bytes.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            assertThat(shown.toString()).contains(words);
        }

        void types(String keys) throws IOException {
            OutputStream in = process.getOutputStream();
            in.write(keys.getBytes(StandardCharsets.UTF_8));
            in.flush();
        }

        /** Waits for the end and gives the exit code. */
        int ends() throws IOException, InterruptedException {
            shown.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return process.waitFor();
        }

        /** Whether the modes of the terminal are as they were. */
        boolean isRestored() throws IOException {
            String before = Files.readString(folder.resolve("before"));
            return !before.isBlank() && before.equals(Files.readString(folder.resolve("after")));
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
