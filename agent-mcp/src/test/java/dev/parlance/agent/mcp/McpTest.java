package dev.parlance.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.parlance.agent.Cancellation;
import dev.parlance.agent.Tool;
import dev.parlance.agent.ToolCall;
import dev.parlance.agent.ToolContext;
import dev.parlance.agent.ToolResult;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** Opens servers; afterwards no thread, process or client of theirs may be left. */
@Timeout(60)
abstract class McpTest {
    static final McpSettings PATIENT = McpSettings.defaults();

    /** For servers that are to be given up. */
    static final McpSettings HASTY = PATIENT.withCallDeadline(Duration.ofMillis(300));

    private final List<McpServers> opened = new ArrayList<>();

    @AfterEach
    @Timeout(30)
    void nothingIsLeft() {
        opened.forEach(McpServers::close);
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
        await("threads to end", () -> threads().isEmpty());
    }

    McpServers open(McpSettings settings, McpServer... servers) throws InterruptedException {
        McpServers all = McpServers.open(List.of(servers), settings);
        opened.add(all);
        return all;
    }

    static ToolResult call(McpServers servers, String name, String arguments) throws Exception {
        return call(tool(servers, name), arguments);
    }

    static ToolResult call(Tool tool, String arguments) throws Exception {
        return tool.call(
                new ToolCall("call-1", tool.name(), (JsonObject) Json.parse(arguments)),
                new ToolContext(new Cancellation(), Duration.ofMinutes(1), words -> {}));
    }

    /** A tool by the name that the model knows; one that is not listed is called all the same. */
    static Tool tool(McpServers servers, String name) throws InterruptedException {
        List<Tool> tools = servers.tools();
        return tools.stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseGet(() -> unlisted(tools, name));
    }

    static List<String> names(McpServers servers) throws InterruptedException {
        return servers.tools().stream().map(Tool::name).toList();
    }

    /** Waits for what must come; the timeout of the test interrupts a wait for what does not. */
    static void await(String what, BooleanSupplier there) {
        while (!there.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new AssertionError("In vain waited for " + what + ": " + threads());
            }
            Thread.onSpinWait();
        }
    }

    private static Tool unlisted(List<Tool> tools, String name) {
        String own = name.substring(name.indexOf('_') + 1);
        String server = name.substring(0, name.indexOf('_'));
        McpTool any = tools.stream()
                .map(McpTool.class::cast)
                .filter(tool -> tool.connection().server().name().equals(server))
                .findFirst()
                .orElseThrow();
        return new McpTool(
                name, any.connection(), new McpTool.Listed(own, "", any.listed().parameters()), any.deadline());
    }

    private static List<String> threads() {
        try {
            Path folder = Files.createTempDirectory("threads");
            Path dump = folder.resolve("dump.txt").toAbsolutePath();
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
                return Files.readAllLines(dump).stream()
                        .filter(line -> line.contains("\"" + McpServers.THREADS) || line.contains("\"HttpClient-"))
                        .toList();
            } finally {
                Files.deleteIfExists(dump);
                Files.delete(folder);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
