package dev.parlance.client;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Target;
import dev.parlance.providers.credential.Token;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way. Reads the body only when the next event is asked for, so that a slow reader slows the host down. Read by one
 * thread; {@link #close} may come from another.
 */
final class HttpChatStream implements ChatStream {
    private final ArrivingBody body;
    private final int status;
    private final ResponseDecoder decoder;
    private final Target target;
    private final @Nullable Token token;
    private final ResponseFold fold;
    private final ArrayDeque<ChatEvent> pending = new ArrayDeque<>();
    private boolean terminated;
    private boolean iterated;
    private boolean cut;
    private volatile boolean closed;

    /** @param token what let the call in, which no error of its answer shows, or null */
    HttpChatStream(Transport.Answer answer, ResponseDecoder decoder, Target target, @Nullable Token token) {
        this.body = answer.body();
        this.status = answer.head().status();
        this.decoder = decoder;
        this.target = target;
        this.token = token;
        this.fold = new ResponseFold(target.profile().host());
    }

    int status() {
        return status;
    }

    @Override
    public Iterator<ChatEvent> iterator() {
        if (iterated) {
            throw new IllegalStateException("An answer can be read once; keep the events or ask for response()");
        }
        iterated = true;
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return fill();
            }

            @Override
            public ChatEvent next() {
                if (!fill()) {
                    throw new NoSuchElementException("The answer has ended");
                }
                return pending.remove();
            }
        };
    }

    @Override
    public ChatResponse response() {
        while (fill()) {
            pending.clear();
        }
        return fold.response();
    }

    @Override
    public void close() {
        closed = true;
        body.close();
    }

    /** Makes sure that an event is pending; false when the answer has ended and all events are out. */
    private boolean fill() {
        while (pending.isEmpty() && !terminated) {
            read();
        }
        return !pending.isEmpty();
    }

    private void read() {
        List<ByteBuffer> arrived = null;
        try {
            arrived = closed ? null : body.next();
        } catch (IOException broken) {
            // The decoder knows whether the answer was whole by then and says what is missing if it was not.
            cut = true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            cut = true;
        }
        if (closed || cut && Thread.currentThread().isInterrupted()) {
            accept(new ChatEvent.ResponseFailed(Transport.cancelled(target), null));
        } else if (arrived == null) {
            decoder.end(this::acceptLast);
        } else {
            arrived.forEach(bytes -> decoder.feed(bytes, this::accept));
        }
    }

    /** Half of a plain answer is malformed JSON, but what is wrong with it is that it was cut. */
    private void acceptLast(ChatEvent event) {
        boolean half = cut
                && event instanceof ChatEvent.ResponseFailed(ParlanceException error, StopReason reason)
                && error instanceof ParlanceException.MalformedResponse;
        accept(half ? new ChatEvent.ResponseFailed(Transport.truncated(target), null) : event);
    }

    private void accept(ChatEvent event) {
        if (!terminated) {
            terminated = event instanceof ChatEvent.ResponseStopped || event instanceof ChatEvent.ResponseFailed;
            ChatEvent told = masked(event);
            fold.accept(told);
            pending.add(told);
        }
    }

    private ChatEvent masked(ChatEvent event) {
        return token != null && event instanceof ChatEvent.ResponseFailed(ParlanceException error, StopReason reason)
                ? new ChatEvent.ResponseFailed(token.removedFrom(error), reason)
                : event;
    }
}
