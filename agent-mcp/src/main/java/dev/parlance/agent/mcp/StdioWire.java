package dev.parlance.agent.mcp;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** The pipes of a child process. */
record StdioWire(StdioTransport transport) implements Wire {
    static StdioWire start(McpServer.Command server, McpSettings settings, Consumer<String> ended) throws LinkFailure {
        try {
            return new StdioWire(new StdioTransport(
                    ServerProcess.start(server), server.name(), SdkJson.MAPPER, settings.closeGrace(), ended));
        } catch (IOException cannot) {
            throw new LinkFailure(
                    McpFault.Kind.NOT_STARTED,
                    cannot.getMessage() + ". Is “" + server.command().getFirst() + "” installed and on the PATH?");
        }
    }

    @Override
    public String lastWords() throws InterruptedException {
        return transport.lastWords();
    }

    @Override
    public void started() {
        transport.noteFamily();
    }

    @Override
    public void close(Duration grace) {
        // Runs at once, on this thread.
        transport.closeGracefully().subscribe();
    }
}
