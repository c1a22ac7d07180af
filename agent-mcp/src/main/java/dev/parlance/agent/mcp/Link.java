package dev.parlance.agent.mcp;

import dev.parlance.agent.mcp.WatchedTransport.Sent;
import dev.parlance.core.wire.JsonValue.JsonObject;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A server that runs and has introduced itself. Used once: what has died is replaced by a new one. Thread-safe. */
final class Link {
    /** More is a server that never stops giving pages. */
    private static final int MOST_TOOLS = 10_000;

    private static final Duration PING = Duration.ofSeconds(5);

    private final McpSettings settings;
    private final Wire wire;
    private final WatchedTransport transport;
    private final McpAsyncClient client;

    /** Ends every wait; completed with how the server came to its end. */
    private final CompletableFuture<Object> death;

    private Link(McpSettings settings, Wire wire, Runnable toolsChanged, CompletableFuture<Object> death) {
        this.settings = settings;
        this.wire = wire;
        this.death = death;
        this.transport = new WatchedTransport(wire.transport(), toolsChanged);
        // The SDK's own time limits are beyond ours, which know what to say.
        Duration beyond = settings.startDeadline().plus(settings.callDeadline()).plus(PING);
        this.client = McpClient.async(transport)
                .clientInfo(McpSchema.Implementation.builder("parlance", "0.1").build())
                .requestTimeout(beyond)
                .initializationTimeout(beyond)
                .jsonSchemaValidator(SdkJson.ANY)
                .build();
    }

    /**
     * Starts or reaches the server and waits until it has introduced itself.
     *
     * @param died takes how the server came to its end while it was linked, at most once
     */
    static Link open(McpServer server, McpSettings settings, BiConsumer<Link, String> died, Runnable toolsChanged)
            throws LinkFailure, InterruptedException {
        CompletableFuture<Object> death = new CompletableFuture<>();
        CompletableFuture<Link> introduced = new CompletableFuture<>();
        Wire wire = Wire.to(server, settings, how -> {
            // A server that ends before it has introduced itself has not crashed: it never started.
            Link ended = introduced.getNow(null);
            if (death.complete(how) && ended != null) {
                died.accept(ended, how);
            }
        });
        Link link = new Link(settings, wire, toolsChanged, death);
        boolean opened = false;
        try {
            link.answerOf(link.client.initialize(), settings.startDeadline(), "initialize");
            wire.started();
            introduced.complete(link);
            if (death.isDone()) {
                throw new LinkFailure(McpFault.Kind.NOT_STARTED, String.valueOf(death.getNow("")));
            }
            opened = true;
            return link;
        } catch (LinkFailure failure) {
            throw new LinkFailure(McpFault.Kind.NOT_STARTED, failure.words() + wire.lastWords());
        } finally {
            if (!opened) {
                link.close();
            }
        }
    }

    boolean alive() {
        return !death.isDone();
    }

    String lastWords() throws InterruptedException {
        return wire.lastWords();
    }

    /** All pages of its list. */
    List<McpSchema.Tool> tools() throws LinkFailure, InterruptedException {
        McpSchema.ServerCapabilities able = client.getServerCapabilities();
        List<McpSchema.Tool> tools = new ArrayList<>();
        if (able == null || able.tools() == null) {
            return tools;
        }
        Set<String> seen = new HashSet<>();
        String cursor = null;
        do {
            McpSchema.ListToolsResult page = answerOf(page(cursor), settings.startDeadline(), "tools/list");
            tools.addAll(page.tools());
            cursor = page.nextCursor();
            if (cursor != null && !cursor.isEmpty() && (!seen.add(cursor) || tools.size() > MOST_TOOLS)) {
                throw new LinkFailure(McpFault.Kind.MISBEHAVED, "Its list of tools has no end.");
            }
        } while (cursor != null && !cursor.isEmpty());
        return tools;
    }

    private Mono<McpSchema.ListToolsResult> page(@Nullable String cursor) {
        return cursor == null ? client.listTools(McpSchema.FIRST_PAGE) : client.listTools(cursor);
    }

    /**
     * Calls a tool. The server is told when nobody waits any more. It is asked anew when it had forgotten the session, but only if it was
     * this call that it refused: others that waited in that session may have been done.
     */
    McpSchema.CallToolResult call(String tool, JsonObject arguments) throws LinkFailure, InterruptedException {
        int sessionsLost = transport.sessionsLost();
        Sent sent = new Sent();
        try {
            return call(tool, arguments, sent);
        } catch (LinkFailure failure) {
            if (failure.kind() != McpFault.Kind.CRASHED
                    || sessionsLost == transport.sessionsLost()
                    || !sent.isRefused()) {
                throw failure;
            }
            return call(tool, arguments, new Sent());
        }
    }

    private McpSchema.CallToolResult call(String tool, JsonObject arguments, Sent sent)
            throws LinkFailure, InterruptedException {
        Mono<McpSchema.CallToolResult> request = WatchedTransport.noting(
                sent,
                client.callTool(McpSchema.CallToolRequest.builder(tool)
                        .arguments(SdkJson.map(arguments))
                        .build()));
        boolean over = false;
        try {
            McpSchema.CallToolResult result = answerOf(request, settings.callDeadline(), "tools/call");
            over = true;
            return result;
        } catch (LinkFailure failure) {
            over = failure.kind() != McpFault.Kind.HUNG;
            throw failure;
        } finally {
            Object id = sent.id();
            if (!over && id != null) {
                transport.sendCancelled(id);
            }
        }
    }

    /** Whether it still says something at all. */
    boolean answersPing() throws InterruptedException {
        try {
            answerOf(
                    client.ping(),
                    settings.callDeadline().compareTo(PING) < 0 ? settings.callDeadline() : PING,
                    "ping");
            return true;
        } catch (LinkFailure silent) {
            return silent.kind() == McpFault.Kind.MISBEHAVED;
        }
    }

    /** Ends the server or takes leave of it, and everything that still waits for it. */
    void close() {
        death.complete("It was closed.");
        if (wire instanceof HttpWire) {
            takeLeave();
        }
        wire.close(settings.closeGrace());
        client.close();
    }

    /** Tells a server on the other side of a network that its session is over, as long as that takes little time. */
    private void takeLeave() {
        try {
            client.closeGracefully().toFuture().get(settings.closeGrace().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unheard) {
            // It will forget the session by itself.
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T answerOf(Mono<T> request, Duration time, String method) throws LinkFailure, InterruptedException {
        CompletableFuture<@Nullable T> answer = request.toFuture();
        try {
            CompletableFuture.anyOf(answer, death).get(time.toMillis(), TimeUnit.MILLISECONDS);
            if (!answer.isDone()) {
                throw new LinkFailure(McpFault.Kind.CRASHED, String.valueOf(death.getNow("")));
            }
            T said = answer.get();
            if (said == null) {
                throw new LinkFailure(McpFault.Kind.MISBEHAVED, "It answered " + method + " with nothing.");
            }
            return said;
        } catch (TimeoutException late) {
            throw new LinkFailure(
                    McpFault.Kind.HUNG, "It did not answer " + method + " within " + Failures.time(time) + ".");
        } catch (ExecutionException failed) {
            throw Failures.of(failed.getCause(), method);
        } finally {
            answer.cancel(true);
        }
    }
}
