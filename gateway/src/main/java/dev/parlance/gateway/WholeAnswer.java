package dev.parlance.gateway;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.StreamEncoder;
import io.netty.buffer.Unpooled;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An answer in one piece: events are folded, and nothing leaves before the last. An error therefore always has a status of its own. */
final class WholeAnswer implements Answer {
    private final ChatExchange exchange;
    private final InboundDialect inbound;
    private final InboundRequest request;
    private @Nullable Origin origin;
    private @Nullable ResponseFold fold;

    WholeAnswer(ChatExchange exchange, InboundDialect inbound, InboundRequest request) {
        this.exchange = exchange;
        this.inbound = inbound;
        this.request = request;
    }

    @Override
    public void by(Origin answering, StreamEncoder unused) {
        origin = answering;
        fold = new ResponseFold(answering.host());
    }

    @Override
    public void accept(ChatEvent event) {
        ResponseFold folding = Objects.requireNonNull(fold);
        folding.accept(event);
        if (event instanceof ChatEvent.ResponseStopped) {
            byte[] body = inbound.encodeResponse(folding.response(), request, Objects.requireNonNull(origin));
            exchange.response()
                    .putHeader("content-type", "application/json")
                    .end(BufferInternal.buffer(Unpooled.wrappedBuffer(body)));
        }
    }
}
