package dev.parlance.agent.mcp;

import dev.parlance.agent.Tool;
import dev.parlance.agent.mcp.McpTool.Listed;
import dev.parlance.agent.mcp.SafeNames.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * MCP servers in use: their tools, and what went wrong with them. One that does not start, crashes or hangs takes nothing from the others.
 * Thread-safe.
 */
public final class McpServers implements AutoCloseable {
    /** How the names of our threads begin. */
    static final String THREADS = "parlance-mcp ";

    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final List<Connection> connections = new ArrayList<>();
    private final List<McpFault> faults = new CopyOnWriteArrayList<>();
    private final McpSettings settings;

    private McpServers(List<McpServer> servers, McpSettings settings) {
        this.settings = settings;
        for (McpServer server : servers) {
            connections.add(new Connection(server, settings, this::happened));
        }
    }

    /**
     * Starts or reaches all of them side by side. Servers that fail are in {@link #faults}, not in an exception.
     *
     * @throws IllegalArgumentException when two have one name
     * @throws InterruptedException when interrupted; nothing is left then
     */
    public static McpServers open(List<McpServer> servers, McpSettings settings) throws InterruptedException {
        Set<String> names = new HashSet<>();
        for (McpServer server : servers) {
            if (!names.add(server.name())) {
                throw new IllegalArgumentException("Two MCP servers are called “" + server.name()
                        + "”. Give them names of their own, for example as name=command");
            }
        }
        McpServers opened = new McpServers(servers, settings);
        boolean done = false;
        try {
            opened.sideBySide("open", Connection::open);
            done = true;
            return opened;
        } finally {
            if (!done) {
                opened.close();
            }
        }
    }

    /**
     * The tools of all servers: in the order in which the servers were given, then by name. Lists anew what a server says has changed. Names
     * fit every host and are the same for the same servers and tools.
     *
     * @throws InterruptedException when interrupted while a server lists its tools
     */
    public List<Tool> tools() throws InterruptedException {
        sideBySide("list", Connection::relist);
        List<Origin> origins = new ArrayList<>();
        List<Connection> owners = new ArrayList<>();
        List<Listed> listed = new ArrayList<>();
        for (Connection connection : connections) {
            for (Listed tool : connection.listed()) {
                origins.add(new Origin(connection.server().name(), tool.name()));
                owners.add(connection);
                listed.add(tool);
            }
        }
        List<String> names = SafeNames.of(origins);
        // Later than the deadline of the call itself, with a restart before and a ping after it; that one can say more.
        Duration deadline =
                settings.startDeadline().plus(settings.callDeadline()).plus(MARGIN);
        List<Tool> tools = new ArrayList<>(names.size());
        for (int at = 0; at < names.size(); at++) {
            tools.add(new McpTool(names.get(at), owners.get(at), listed.get(at), deadline));
        }
        return List.copyOf(tools);
    }

    /** What went wrong so far, oldest first. */
    public List<McpFault> faults() {
        return List.copyOf(faults);
    }

    /** Ends all servers, with all that they started, and every call of their tools. Again has no effect. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        List<Thread> closing = connections.stream()
                .map(connection -> start("close", connection, Connection::close))
                .toList();
        for (Thread thread : closing) {
            interrupted |= joined(thread);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void happened(McpFault fault) {
        faults.add(fault);
        settings.listener().accept(fault);
    }

    /** What is done with each server. */
    @FunctionalInterface
    private interface Deed {
        void doWith(Connection connection) throws InterruptedException;
    }

    private void sideBySide(String what, Deed deed) throws InterruptedException {
        List<Thread> threads = connections.stream()
                .map(connection -> start(what, connection, deed))
                .toList();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException givenUp) {
            threads.forEach(Thread::interrupt);
            threads.forEach(McpServers::joined);
            throw givenUp;
        }
    }

    private static Thread start(String what, Connection connection, Deed deed) {
        return Thread.ofVirtual()
                .name(THREADS + connection.server().name() + " " + what)
                .start(() -> {
                    try {
                        deed.doWith(connection);
                    } catch (InterruptedException givenUp) {
                        // Whoever interrupted it knows.
                    }
                });
    }

    /** Waits for the end of a thread, interrupt or not. @return whether there was one */
    private static boolean joined(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
    }
}
