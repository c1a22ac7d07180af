package dev.parlance.agent.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * A transport that lets us know what the SDK keeps to itself: the ids of our requests, which cancelling needs, sessions that a server has
 * forgotten, and changed tool lists.
 */
final class WatchedTransport implements McpClientTransport {
    /** Under this name the {@link Sent} of a call goes with its requests. */
    static final String SENT = "parlance.sent";

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
        private volatile @Nullable Object id;
        private volatile boolean refused;

        /** The id of the request once it is sent. */
        @Nullable
        Object id() {
            return id;
        }

        /** The server has answered it as it answers to a session it does not know. */
        void refused() {
            refused = true;
        }

        /** Whether the server has refused it so, and so did not do it. */
        boolean isRefused() {
            return refused;
        }
    }

    /** The call, which notes there what becomes of it. */
    static <T> Mono<T> noting(Sent sent, Mono<T> call) {
        return call.contextWrite(Context.of(McpTransportContext.KEY, McpTransportContext.create(Map.of(SENT, sent))));
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
                    && context.<Object>getOrDefault(McpTransportContext.KEY, McpTransportContext.EMPTY)
                            instanceof McpTransportContext noted
                    && noted.get(SENT) instanceof Sent sent) {
                sent.id = request.id();
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
