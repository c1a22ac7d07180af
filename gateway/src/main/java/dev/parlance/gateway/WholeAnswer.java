package dev.parlance.gateway;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.StreamEncoder;
import io.netty.buffer.Unpooled;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.ByteArrayOutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An answer in one piece: events are folded, and nothing leaves before the last. An error therefore always has a status of its own. */
final class WholeAnswer implements Answer {
    private final ChatExchange exchange;
    private final InboundDialect inbound;
    private final AskedRequest asked;
    private final ByteArrayOutputStream passed = new ByteArrayOutputStream(0);
    private @Nullable String coding;
    private @Nullable Origin origin;
    private @Nullable ResponseFold fold;

    WholeAnswer(ChatExchange exchange, InboundDialect inbound, AskedRequest asked) {
        this.exchange = exchange;
        this.inbound = inbound;
        this.asked = asked;
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
            byte[] body =
                    inbound.encodeResponse(folding.response(), asked.toBeAnswered(), Objects.requireNonNull(origin));
            leave(body);
        }
    }

    /** What is passed on is packed in that coding. */
    void packed(String by) {
        coding = by;
    }

    @Override
    public void pass(byte[] bytes, int from, int length) {
        passed.write(bytes, from, length);
    }

    @Override
    public void end() {
        leave(passed.toByteArray());
    }

    private void leave(byte[] body) {
        exchange.spoke(body);
        HttpServerResponse response = exchange.response().putHeader("content-type", "application/json");
        if (coding != null) {
            response.putHeader("content-encoding", coding).putHeader("vary", "accept-encoding");
        }
        response.end(BufferInternal.buffer(Unpooled.wrappedBuffer(body)));
    }
}
