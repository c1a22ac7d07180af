package dev.parlance.gateway;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import io.netty.buffer.Unpooled;
import io.vertx.core.internal.buffer.BufferInternal;

/** An answer in one piece: events are folded, and nothing leaves before the last. An error therefore always has a status of its own. */
final class WholeAnswer implements Answer {
    private final ChatExchange exchange;
    private final InboundDialect inbound;
    private final InboundRequest request;
    private final Origin origin;
    private final ResponseFold fold;

    WholeAnswer(ChatExchange exchange, InboundDialect inbound, InboundRequest request, Origin origin) {
        this.exchange = exchange;
        this.inbound = inbound;
        this.request = request;
        this.origin = origin;
        this.fold = new ResponseFold(origin.host());
    }

    @Override
    public boolean hasBegun() {
        return false;
    }

    @Override
    public void accept(ChatEvent event) {
        fold.accept(event);
        if (event instanceof ChatEvent.ResponseStopped) {
            byte[] body = inbound.encodeResponse(fold.response(), request, origin);
            exchange.response()
                    .putHeader("content-type", "application/json")
                    .end(BufferInternal.buffer(Unpooled.wrappedBuffer(body)));
        }
    }
}
