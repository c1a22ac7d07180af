package dev.parlance.agent.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * A transport that lets us know what the SDK keeps to itself: the ids of our requests, which cancelling needs, which of them a server has
 * refused because it forgot the session, and changed tool lists.
 */
final class WatchedTransport implements McpClientTransport {
    private static final String ID = "parlance.sent";
    private static final String CANCELLED = "notifications/cancelled";

    private final McpClientTransport transport;
    private final Runnable toolsChanged;
    private final AtomicInteger sessionsLost = new AtomicInteger();

    WatchedTransport(McpClientTransport transport, Runnable toolsChanged) {
        this.transport = transport;
        this.toolsChanged = toolsChanged;
    }

    /** What is known of one call under way. */
    static final class Sent {
        private final CompletableFuture<Boolean> forgotten = new CompletableFuture<>();
        private volatile @Nullable Object id;

        /** The id of the request once it is sent. */
        @Nullable
        Object id() {
            return id;
        }

        /** Completed when it has reached the server, with whether the server knew nothing of the session, and so did not do it. */
        CompletableFuture<Boolean> forgotten() {
            return forgotten;
        }
    }

    /** The call, which notes there what becomes of it. */
    static <T> Mono<T> noting(Sent sent, Mono<T> call) {
        return call.contextWrite(Context.of(ID, sent));
    }

    /** How many sessions the server has forgotten so far. */
    int sessionsLost() {
        return sessionsLost.get();
    }

    /** Tells the server that nobody waits for an answer any more. Whether that can be said does not matter to anybody. */
    void sendCancelled(Object id) {
        transport
                .sendMessage(
                        new JSONRPCNotification(CANCELLED, Map.of("requestId", id, "reason", "The caller gave up")))
                .subscribe(done -> {}, failed -> {});
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        // Left to itself, the SDK would list all tools anew on each change, whether anybody asks for them or not.
        return transport.connect(messages -> handler.apply(messages.filter(message -> {
            boolean change = message instanceof JSONRPCNotification said
                    && McpSchema.METHOD_NOTIFICATION_TOOLS_LIST_CHANGED.equals(said.method());
            if (change) {
                toolsChanged.run();
            }
            return !change;
        })));
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.deferContextual(context -> {
            if (message instanceof JSONRPCRequest request
                    && McpSchema.METHOD_TOOLS_CALL.equals(request.method())
                    && context.<Object>getOrDefault(ID, "") instanceof Sent sent) {
                sent.id = request.id();
                return transport
                        .sendMessage(message)
                        .doOnSuccess(done -> sent.forgotten.complete(false))
                        .doOnError(failed ->
                                sent.forgotten.complete(failed instanceof McpTransportSessionNotFoundException));
            }
            return transport.sendMessage(message);
        });
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> handler) {
        transport.setExceptionHandler(failed -> {
            if (failed instanceof McpTransportSessionNotFoundException) {
                sessionsLost.incrementAndGet();
            }
            handler.accept(failed);
        });
    }

    @Override
    public Mono<Void> closeGracefully() {
        return transport.closeGracefully();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return transport.unmarshalFrom(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return transport.protocolVersions();
    }
}
