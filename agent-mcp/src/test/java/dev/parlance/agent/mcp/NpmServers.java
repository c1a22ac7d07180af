package dev.parlance.agent.mcp;

import dev.parlance.agent.Agent;
import dev.parlance.agent.AgentEvent;
import dev.parlance.agent.AgentOutcome;
import dev.parlance.agent.AgentSettings;
import dev.parlance.agent.Cancellation;
import dev.parlance.agent.Tool;
import dev.parlance.agent.ToolCall;
import dev.parlance.agent.ToolContext;
import dev.parlance.agent.ToolResult;
import dev.parlance.catalog.Catalog;
import dev.parlance.client.Parlance;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.providers.Providers;
import dev.parlance.sandbox.SandboxServer;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The official servers from npm in a loop with a model of the sandbox. Started by {@code clients/mcp.test.mjs}, which has Node and the
 * servers, and judges what is printed here: one JSON object. It is started from this file, and so uses nothing of the other tests.
 */
final class NpmServers {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private final McpServers servers;
    private final Map<String, Tool> tools;

    private NpmServers(McpServers servers) throws InterruptedException {
        this.servers = servers;
        this.tools = new LinkedHashMap<>();
        servers.tools().forEach(tool -> tools.put(tool.name(), tool));
    }

    /**
     * Prints the report.
     *
     * @param arguments the folder node_modules, a folder to work in, and the URL of server-everything over streamable HTTP
     */
    public static void main(String[] arguments) throws Exception {
        Path modules = Path.of(arguments[0], "@modelcontextprotocol");
        List<McpServer> written = List.of(
                new McpServer.Command(
                        "everything",
                        List.of(
                                "node",
                                modules.resolve("server-everything/dist/index.js")
                                        .toString(),
                                "stdio")),
                McpServer.parse("files=node '" + modules.resolve("server-filesystem/dist/index.js") + "' '"
                        + arguments[1] + "'"),
                new McpServer.Remote("web", URI.create(arguments[2])));
        try (McpServers servers = McpServers.open(written, McpSettings.defaults())) {
            OUT.println(Json.text(new NpmServers(servers).report(Path.of(arguments[1]))));
        }
    }

    private JsonObject report(Path folder) throws Exception {
        Path file = folder.resolve("hello.txt");
        return JsonValue.object(
                "tools",
                JsonValue.strings(tools.keySet()),
                "faults",
                JsonValue.strings(
                        servers.faults().stream().map(McpFault::toString).toList()),
                "echoLoop",
                loop("everything_echo"),
                "filesLoop",
                loop("files_list_allowed_directories"),
                "webLoop",
                loop("web_echo"),
                "written",
                JsonValue.of(call(
                                "files_write_file",
                                JsonValue.object(
                                        "path",
                                        JsonValue.of(file.toString()),
                                        "content",
                                        JsonValue.of("hello from the agent")))
                        .text()),
                "forbidden",
                JsonValue.of(Boolean.toString(
                        call("files_read_text_file", JsonValue.object("path", JsonValue.of("/etc/passwd")))
                                .failed())),
                "picture",
                JsonValue.of(call("everything_get-tiny-image", JsonObject.EMPTY).content().stream()
                        .filter(Content.Media.class::isInstance)
                        .map(part -> ((Content.Media) part).url())
                        .findFirst()
                        .orElse("none")));
    }

    private ToolResult call(String name, JsonObject arguments) throws Exception {
        Tool tool = tools.get(name);
        return tool == null
                ? ToolResult.failure("no such tool")
                : tool.call(
                        new ToolCall("call-1", name, arguments),
                        new ToolContext(new Cancellation(), Duration.ofMinutes(1), words -> {}));
    }

    /** What a simulated model did with the one tool that it was offered. */
    private JsonObject loop(String name) {
        Tool tool = tools.get(name);
        List<String> results = new ArrayList<>();
        try (SandboxServer sandbox = SandboxServer.start(0);
                Parlance parlance = Parlance.builder()
                        .providers(Providers.sandbox(Map.of(), Catalog.bundled(), sandbox::standIn))
                        .open()) {
            AgentOutcome outcome = Agent.run(
                    parlance.model("moonshot/kimi-k2.6"),
                    ChatRequest.builder("").user("Use your tool").build(),
                    tool == null ? List.of() : List.of(tool),
                    AgentSettings.defaults(),
                    event -> {
                        if (event instanceof AgentEvent.ToolEnded ended) {
                            results.add((ended.result().failed() ? "failed: " : "")
                                    + ended.result().text());
                        }
                    });
            return JsonValue.object(
                    "end",
                    JsonValue.of(outcome.getClass().getSimpleName()),
                    "answer",
                    JsonValue.of(
                            outcome instanceof AgentOutcome.Finished finished
                                    ? finished.answer().text()
                                    : ""),
                    "results",
                    JsonValue.strings(results));
        }
    }
}
