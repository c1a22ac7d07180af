package dev.parlance.gateway;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.wire.JsonWriter;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import org.jspecify.annotations.Nullable;

/**
 * An answer that leaves as it comes. What arrives from the host in one turn of the event loop leaves in one write; nothing waits longer than
 * that turn. While the client does not read, the host is not read either.
 */
final class StreamedAnswer implements Answer {
    private final ChatExchange exchange;
    private final StreamEncoder encoder;
    private final String contentType;
    private final JsonWriter out = new JsonWriter(1024);
    private @Nullable HttpServerResponse response;
    private boolean leaving;
    private boolean last;

    StreamedAnswer(ChatExchange exchange, StreamEncoder encoder, String contentType) {
        this.exchange = exchange;
        this.encoder = encoder;
        this.contentType = contentType;
    }

    @Override
    public boolean hasBegun() {
        return response != null;
    }

    @Override
    public void accept(ChatEvent event) {
        encoder.encode(event, out);
        last = event instanceof ChatEvent.ResponseStopped || event instanceof ChatEvent.ResponseFailed;
        if (!leaving && (last || out.length() > 0)) {
            leaving = true;
            // Not before there is something to say: until then an error can have a status of its own.
            HttpServerResponse stream = response == null ? begun() : response;
            response = stream;
            exchange.afterThisTurn(() -> leave(stream));
        }
    }

    private HttpServerResponse begun() {
        return exchange.response()
                .setChunked(true)
                .putHeader("content-type", contentType)
                .putHeader("cache-control", "no-cache")
                // Proxies in front would otherwise collect the stream.
                .putHeader("x-accel-buffering", "no")
                .drainHandler(room -> exchange.resume());
    }

    private void leave(HttpServerResponse stream) {
        leaving = false;
        if (stream.ended() || stream.closed()) {
            return;
        }
        Buffer bytes = BufferInternal.buffer(Unpooled.wrappedBuffer(out.toBytes()));
        out.reset();
        if (last) {
            stream.end(bytes);
            return;
        }
        stream.write(bytes);
        if (stream.writeQueueFull()) {
            exchange.pause();
        }
    }
}
