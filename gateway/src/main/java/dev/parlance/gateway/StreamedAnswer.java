package dev.parlance.gateway;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.wire.JsonWriter;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer that leaves as it comes. What arrives from the host in one turn of the event loop leaves in one write; nothing waits longer than
 * that turn. While the client does not read, the host is not read either.
 */
final class StreamedAnswer implements Answer {
    private final ChatExchange exchange;
    private final String contentType;
    private @Nullable TurnWords words;
    private @Nullable StreamEncoder encoder;
    private @Nullable HttpServerResponse response;
    private boolean leaving;
    private boolean last;

    StreamedAnswer(ChatExchange exchange, String contentType) {
        this.exchange = exchange;
        this.contentType = contentType;
    }

    @Override
    public void by(Origin origin, StreamEncoder writer) {
        encoder = writer;
    }

    /** What the client knows already, from bytes that were passed on: the writer goes on from there. */
    void saw(ChatEvent event) {
        Objects.requireNonNull(encoder).encode(event, new JsonWriter(256));
    }

    /** Whether anything was promised to the client, so that an error can no longer have a status of its own. */
    boolean hasBegun() {
        return response != null;
    }

    @Override
    public void accept(ChatEvent event) {
        JsonWriter out = words().writer();
        Objects.requireNonNull(encoder).encode(event, out);
        if (event instanceof ChatEvent.ResponseStopped || event instanceof ChatEvent.ResponseFailed) {
            end();
        } else if (out.length() > 0) {
            leaveSoon();
        }
    }

    @Override
    public void pass(byte[] bytes, int from, int length) {
        words().pass(bytes, from, length);
        leaveSoon();
    }

    @Override
    public void end() {
        last = true;
        // At once, for nothing will join it, and whoever counts what the client got counts now.
        leave(begun());
    }

    private void leaveSoon() {
        if (!leaving) {
            leaving = true;
            // Not before there is something to say: until then an error can have a status of its own.
            HttpServerResponse stream = begun();
            exchange.afterThisTurn(() -> leave(stream));
        }
    }

    /** Sends those bytes when nothing else is on its way. */
    void keepAlive(byte[] bytes) {
        if (bytes.length > 0 && !leaving && !last) {
            HttpServerResponse stream = begun();
            if (!stream.ended() && !stream.closed() && !stream.writeQueueFull()) {
                exchange.spoke(bytes);
                stream.write(BufferInternal.buffer(Unpooled.wrappedBuffer(bytes)));
            }
        }
    }

    private HttpServerResponse begun() {
        HttpServerResponse stream = response;
        if (stream == null) {
            stream = exchange.response()
                    .setChunked(true)
                    .putHeader("content-type", contentType)
                    .putHeader("cache-control", "no-cache")
                    // Proxies in front would otherwise collect the stream.
                    .putHeader("x-accel-buffering", "no")
                    .drainHandler(room -> exchange.resume());
            response = stream;
        }
        return stream;
    }

    private void leave(HttpServerResponse stream) {
        leaving = false;
        if (stream.ended() || stream.closed()) {
            return;
        }
        byte[] all = exchange.spareWords().giveBack(words());
        words = null;
        Buffer bytes = BufferInternal.buffer(Unpooled.wrappedBuffer(all));
        exchange.spoke(all);
        if (last) {
            stream.end(bytes);
            return;
        }
        stream.write(bytes);
        if (stream.writeQueueFull()) {
            exchange.pause();
        }
    }

    private TurnWords words() {
        TurnWords begun = words;
        if (begun == null) {
            begun = exchange.spareWords().take();
            words = begun;
        }
        return begun;
    }
}
