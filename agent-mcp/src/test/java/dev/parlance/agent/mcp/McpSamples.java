package dev.parlance.agent.mcp;

import dev.parlance.agent.Agent;
import dev.parlance.agent.AgentListener;
import dev.parlance.agent.AgentSettings;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What docs/mcp.md shows. */
final class McpSamples {
    private final Consumer<String> printer;

    McpSamples(Consumer<String> printer) {
        this.printer = printer;
    }

    void opensServers(ChatModel model, ChatRequest task, URI uri, String token) throws InterruptedException {
        List<McpServer> written = List.of(
                McpServer.parse("files=npx -y @modelcontextprotocol/server-filesystem '/home/me/my notes'"),
                new McpServer.Remote("issues", uri, Map.of("Authorization", "Bearer " + token)));
        McpSettings settings = McpSettings.defaults().withListener(fault -> print(fault.toString()));
        try (McpServers servers = McpServers.open(written, settings)) {
            Agent.run(model, task, servers.tools(), AgentSettings.defaults(), AgentListener.NONE);
        }
    }

    private void print(String words) {
        printer.accept(words);
    }
}
