package dev.parlance.agent.mcp;

import dev.parlance.agent.Tool;
import dev.parlance.agent.ToolCall;
import dev.parlance.agent.ToolContext;
import dev.parlance.agent.ToolResult;
import dev.parlance.core.wire.RawJson;
import java.time.Duration;

/** A tool of a server under a name that hosts take. */
record McpTool(String name, Connection connection, Listed listed, Duration deadline) implements Tool {
    /**
     * A tool as its server lists it.
     *
     * @param name the server's own name for it
     */
    record Listed(String name, String description, RawJson parameters) {}

    @Override
    public String description() {
        return listed.description();
    }

    @Override
    public RawJson parameters() {
        return listed.parameters();
    }

    @Override
    public ToolResult call(ToolCall call, ToolContext context) throws InterruptedException {
        return connection.call(listed.name(), call.arguments());
    }

    @Override
    public String toString() {
        return name + " of " + connection.server().name();
    }
}
