package dev.parlance.cli.run;

import dev.parlance.agent.Cancellation;
import dev.parlance.agent.Tool;
import dev.parlance.agent.ToolCall;
import dev.parlance.agent.ToolContext;
import dev.parlance.agent.ToolResult;
import dev.parlance.core.wire.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Calls tools as a model does. */
final class Calls {
    private Calls() {}

    /** What may be done without asking, and nobody to ask. */
    static Consent allowing(String... words) {
        return new Consent(Allowed.of(List.of(words)), null, silent());
    }

    static Progress silent() {
        return new Progress(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                Progress.Style.QUIET,
                () -> 80);
    }

    /** @param namesAndValues of the arguments, as in {@link JsonValue#object} */
    static ToolResult call(Tool tool, Object... namesAndValues) throws Exception {
        ToolContext context = new ToolContext(new Cancellation(), Duration.ofMinutes(1), words -> {});
        return tool.call(new ToolCall("call-1", tool.name(), JsonValue.object(namesAndValues)), context);
    }

    static Tool named(List<Tool> tools, String name) {
        return tools.stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Whether it runs. One that has ended and that nobody has asked about yet does not. */
    static boolean isAlive(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.isDirectory(Path.of("/proc", "self"))) {
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }
        try {
            String text = Files.readString(status, StandardCharsets.ISO_8859_1);
            return text.charAt(text.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException gone) {
            return false;
        }
    }
}
