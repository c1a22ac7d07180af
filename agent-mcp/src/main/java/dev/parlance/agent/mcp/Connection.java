package dev.parlance.agent.mcp;

import dev.parlance.agent.ToolResult;
import dev.parlance.agent.mcp.McpTool.Listed;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One server over its whole life: the link to it, a new one after a crash, and what it listed last. Thread-safe. */
final class Connection {
    private static final RawJson NO_ARGUMENTS = RawJson.ofText("{\"type\":\"object\",\"properties\":{}}");

    private final McpServer server;
    private final McpSettings settings;
    private final Secrets secrets;
    private final Consumer<McpFault> faults;

    /** Held while a link is made. */
    private final ReentrantLock making = new ReentrantLock();

    /** Guards {@link #maker} and {@link #closed}. */
    private final Object gate = new Object();

    private @Nullable Thread maker;
    private boolean closed;
    private volatile @Nullable Link link;
    private volatile List<Listed> listed = List.of();
    private volatile boolean stale = true;

    /** Whether listing failed when it was opened and nothing has changed since: the first who asks need not wait for the same again. */
    private volatile boolean failedAtOpening;

    Connection(McpServer server, McpSettings settings, Consumer<McpFault> faults) {
        this.server = server;
        this.settings = settings;
        this.secrets = Secrets.of(server);
        this.faults = faults;
    }

    McpServer server() {
        return server;
    }

    /** Starts or reaches the server and lists its tools; what fails is reported and leaves the server without tools. */
    void open() throws InterruptedException {
        try {
            living();
        } catch (LinkFailure reported) {
            return;
        }
        relist();
        failedAtOpening = stale;
    }

    /** What the server listed last, by name. */
    List<Listed> listed() {
        return listed;
    }

    /** Lists anew when something has changed. What cannot be listed is reported, and the last list stays. */
    void relist() throws InterruptedException {
        Link current = link;
        if (failedAtOpening) {
            failedAtOpening = false;
        } else if (stale && current != null && current.alive()) {
            // Before it asks: a change that comes meanwhile counts.
            stale = false;
            try {
                listed = byName(current.tools());
            } catch (LinkFailure failure) {
                stale = true;
                reportUnlessDead(current, failure.kind(), "Its tools could not be listed. " + failure.words());
            }
        }
    }

    /** Calls a tool by the server's own name for it. What goes wrong becomes words for the model. */
    ToolResult call(String tool, JsonObject arguments) throws InterruptedException {
        Link used;
        try {
            used = living();
        } catch (LinkFailure failure) {
            return failed("is not running and could not be started again. " + failure.words()
                    + "\nDo without its tools, or say that it is needed.");
        }
        try {
            return Results.of(used.call(tool, arguments));
        } catch (LinkFailure failure) {
            return switch (failure.kind()) {
                case MISBEHAVED ->
                    failure.unreadable() ? unreadable(tool, failure) : failed("refused the call. " + failure.words());
                case HUNG -> hung(used, tool, failure);
                case NOT_STARTED, CRASHED -> {
                    reportUnlessDead(
                            used, McpFault.Kind.CRASHED, "During a call of “" + tool + "”: " + failure.words());
                    yield failed("broke off during this call. " + failure.words()
                            + "\nWhether the call had an effect is not known. The next call tries to reach it again.");
                }
            };
        }
    }

    /** Ends the server, and every call of it. */
    void close() {
        synchronized (gate) {
            closed = true;
            if (maker != null) {
                maker.interrupt();
            }
        }
        making.lock();
        try {
            Link current = link;
            if (current != null) {
                current.close();
            }
        } finally {
            making.unlock();
        }
    }

    private ToolResult unreadable(String tool, LinkFailure failure) {
        report(McpFault.Kind.MISBEHAVED, "After a call of “" + tool + "”: " + failure.words());
        return failed("answered in a way that cannot be understood. " + failure.words()
                + "\nThe call was probably done; what came of it is not known.");
    }

    private ToolResult hung(Link used, String tool, LinkFailure failure) throws InterruptedException {
        boolean stopped = !used.answersPing();
        if (stopped) {
            used.close();
        }
        String words = "“" + tool + "” hangs. " + failure.words()
                + (stopped
                        ? " Nor does it answer anything else, so it was stopped; the next call starts it again."
                        : "");
        report(McpFault.Kind.HUNG, words);
        return failed("did not answer. " + words + "\nWhether the call had an effect is not known.");
    }

    /** The link, or a new one when it has died. Tried once; a failure was reported. */
    private Link living() throws LinkFailure, InterruptedException {
        Link current = link;
        if (current != null && current.alive()) {
            return current;
        }
        making.lockInterruptibly();
        try {
            current = link;
            if (current != null && current.alive()) {
                return current;
            }
            Link made = make(current);
            link = made;
            return made;
        } finally {
            making.unlock();
        }
    }

    private Link make(@Nullable Link before) throws LinkFailure, InterruptedException {
        synchronized (gate) {
            if (closed) {
                throw new LinkFailure(McpFault.Kind.NOT_STARTED, "It was closed.");
            }
            maker = Thread.currentThread();
        }
        try {
            if (before != null) {
                // What a crash has left running goes before the new process comes.
                before.close();
            }
            changed();
            return Link.open(server, settings, this::died, this::changed);
        } catch (LinkFailure failure) {
            report(failure.kind(), failure.words());
            throw failure;
        } finally {
            synchronized (gate) {
                maker = null;
            }
        }
    }

    private void changed() {
        failedAtOpening = false;
        stale = true;
    }

    private void died(Link dead, String how) {
        String words = "";
        try {
            words = dead.lastWords();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        report(McpFault.Kind.CRASHED, how + " The next call starts it again." + words);
    }

    private void reportUnlessDead(Link used, McpFault.Kind kind, String words) {
        // Its death was reported when it came.
        if (used.alive()) {
            report(kind, words);
        }
    }

    private void report(McpFault.Kind kind, String words) {
        faults.accept(new McpFault(server.name(), kind, secrets.hiddenIn(words)));
    }

    private ToolResult failed(String words) {
        return ToolResult.failure("The MCP server “" + server.name() + "” " + secrets.hiddenIn(words));
    }

    private List<Listed> byName(List<McpSchema.Tool> tools) {
        Map<String, Listed> once = new LinkedHashMap<>();
        for (McpSchema.Tool tool : tools) {
            RawJson parameters = parameters(tool);
            if (parameters == null) {
                // One such schema makes a host refuse every request in which it stands.
                report(
                        McpFault.Kind.MISBEHAVED,
                        "The arguments of “" + tool.name() + "” are no object by its schema; the tool is left out.");
            } else if (once.putIfAbsent(tool.name(), listed(tool, parameters)) != null) {
                report(
                        McpFault.Kind.MISBEHAVED,
                        "It lists “" + tool.name() + "” more than once; the first one counts.");
            }
        }
        return once.values().stream().sorted(Comparator.comparing(Listed::name)).toList();
    }

    private static Listed listed(McpSchema.Tool tool, RawJson parameters) {
        String description = tool.description() != null ? tool.description() : tool.title();
        return new Listed(tool.name(), description == null ? "" : description, parameters);
    }

    /** The schema as it is given, as one of an object where it does not say of what; null when it is of something else. */
    private static @Nullable RawJson parameters(McpSchema.Tool tool) {
        Map<String, Object> given = tool.inputSchema();
        if (given == null || given.isEmpty()) {
            return NO_ARGUMENTS;
        }
        if (given.containsKey("type")) {
            return "object".equals(given.get("type")) ? SdkJson.json(given) : null;
        }
        Map<String, Object> typed = new LinkedHashMap<>(Map.of("type", "object"));
        typed.putAll(given);
        return SdkJson.json(typed);
    }
}
