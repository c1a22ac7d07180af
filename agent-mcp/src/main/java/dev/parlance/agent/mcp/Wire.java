package dev.parlance.agent.mcp;

import io.modelcontextprotocol.spec.McpClientTransport;
import java.time.Duration;
import java.util.function.Consumer;

/** What carries the messages of one server, and must be cleared away with it. */
sealed interface Wire permits StdioWire, HttpWire {
    McpClientTransport transport();

    /** What the server said beside its messages, with a line end before it, or an empty text. */
    String lastWords() throws InterruptedException;

    /** The server has begun to work. */
    void started();

    /** Lets go of threads, sockets and processes. */
    void close(Duration grace);

    /**
     * Starts the server, or gets ready to reach it.
     *
     * @param ended takes how the server came to its end, when it does by itself
     */
    static Wire to(McpServer server, McpSettings settings, Consumer<String> ended) throws LinkFailure {
        return switch (server) {
            case McpServer.Command command -> StdioWire.start(command, settings, ended);
            case McpServer.Remote remote -> HttpWire.to(remote, settings);
        };
    }
}
