package dev.parlance.cli.run;

import dev.parlance.agent.Tool;
import dev.parlance.agent.ToolCall;
import dev.parlance.agent.ToolResult;
import dev.parlance.core.wire.RawJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands in a shell.
 *
 * @param environment all variables that commands see
 */
record ShellTool(Path folder, Map<String, String> environment, Consent consent) {
    private static final int USUAL_SECONDS = 120;
    private static final int MOST_SECONDS = 600;
    /** What is asked about is shown whole, so it must be short enough to be read. */
    private static final int LONGEST = 8000;

    private static final int KEPT = 16 << 10;
    private static final Duration LIMIT = Duration.ofSeconds(MOST_SECONDS + 10);
    private static final Duration PIPES = Duration.ofSeconds(2);

    Tool tool() {
        return new GuardedTool(
                "shell",
                "Runs a command with sh and gives its output and exit code. It has no input and no terminal, and what it leaves"
                        + " running is stopped when it ends.",
                RawJson.ofText(
                        "{\"type\":\"object\",\"properties\":{\"command\":{\"type\":\"string\"},\"timeout_seconds\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":"
                                + MOST_SECONDS + ",\"description\":\"" + USUAL_SECONDS
                                + " unless given.\"}},\"required\":[\"command\"]}"),
                LIMIT,
                this::plan,
                consent);
    }

    private Deed plan(ToolCall call) throws ToolFault {
        Arguments arguments = new Arguments(call.arguments());
        String command = arguments.text("command");
        int seconds = arguments.number("timeout_seconds", USUAL_SECONDS, 1, MOST_SECONDS);
        if (command.isBlank() || command.indexOf(0) >= 0) {
            throw new ToolFault("The command is empty or holds a NUL character.");
        }
        if (command.length() > LONGEST) {
            throw new ToolFault("The command is longer than " + LONGEST + " characters. Write a script first.");
        }
        return new Deed(
                Permission.SHELL,
                "run a command in " + folder,
                List.of(command),
                context -> run(command, Duration.ofSeconds(seconds)));
    }

    private ToolResult run(String command, Duration limit) throws IOException, InterruptedException {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("TERM", "dumb");
        variables.put("PAGER", "cat");
        HeadAndTail output = new HeadAndTail(KEPT);
        boolean ended;
        Process process;
        Thread reading;
        try (ProcessTree tree = ProcessTree.start(command, folder, variables)) {
            process = tree.process();
            InputStream printed = process.getInputStream();
            reading = Thread.ofPlatform().daemon().name("parlance-run output").start(() -> read(printed, output));
            ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        }
        // What held the pipe open is gone; what fled from its session may hold it for ever.
        boolean whole = reading.join(PIPES);
        String printed = output.text() + (whole ? "" : "\n[The output was not closed.]");
        if (!ended) {
            return ToolResult.failure(
                    "The command did not end within " + limit.toSeconds() + " s and was stopped.\n" + printed);
        }
        int code = process.exitValue();
        String text = "exit code " + code + "\n" + printed;
        return code == 0 ? ToolResult.text(text) : ToolResult.failure(text);
    }

    private static void read(InputStream printed, HeadAndTail output) {
        byte[] buffer = new byte[8192];
        try (printed) {
            for (int count = printed.read(buffer); count >= 0; count = printed.read(buffer)) {
                output.add(buffer, count);
            }
        } catch (IOException closed) {
            // It was ended; what it printed until then is all there is.
        }
    }
}
