package dev.parlance.client;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Target;
import dev.parlance.providers.credential.Token;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request that was sent and the answer to it, read piece by piece. Read by one thread; {@link #close} may come from another. */
final class Attempt implements AutoCloseable {
    /** How long a host may take to end an answer that is whole; after that its connection is closed. */
    private static final long END_PATIENCE = Duration.ofMillis(200).toNanos();

    private final ArrivingBody body;
    private final int status;
    private final ResponseDecoder decoder;
    private final Target target;
    private final @Nullable Token token;
    private final Allowance allowance;
    private final BooleanSupplier abandoned;
    private boolean begun;
    private boolean ended;
    private boolean cut;
    private volatile boolean whole;

    /**
     * @param token what let the call in, which no error of its answer shows, or null
     * @param abandoned whether nobody wants the answer any more
     */
    Attempt(
            Transport.Answer answer,
            ResponseDecoder decoder,
            Target target,
            @Nullable Token token,
            Allowance allowance,
            BooleanSupplier abandoned) {
        this.body = answer.body();
        this.status = answer.head().status();
        this.decoder = decoder;
        this.target = target;
        this.token = token;
        this.allowance = allowance;
        this.abandoned = abandoned;
    }

    int status() {
        return status;
    }

    /** Waits for the next piece and hands over its events, perhaps none. The last event of all is the terminal one. */
    void read(Consumer<ChatEvent> sink) {
        Allowance.Wait wait = allowance.next(begun);
        List<ByteBuffer> arrived = null;
        ParlanceException late = null;
        try {
            if (wait.isOver()) {
                throw new TimeoutException();
            }
            arrived = abandoned.getAsBoolean() ? null : body.next(wait.nanos());
        } catch (TimeoutException silence) {
            late = allowance.exceeded(wait.part());
            body.close();
        } catch (IOException broken) {
            // The decoder knows whether the answer was whole by then and says what is missing if it was not.
            cut = true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            cut = true;
        }
        if (abandoned.getAsBoolean() || cut && Thread.currentThread().isInterrupted()) {
            accept(new ChatEvent.ResponseFailed(Faults.cancelled(target), null), sink);
        } else if (late != null) {
            accept(new ChatEvent.ResponseFailed(late, null), sink);
        } else if (arrived == null) {
            decoder.end(event -> acceptLast(event, sink));
        } else {
            arrived.forEach(bytes -> decoder.feed(bytes, event -> accept(event, sink)));
        }
    }

    /** What an answer that is a refusal says. */
    ParlanceException refusal() {
        ResponseFold fold = new ResponseFold(target.profile().host());
        while (!ended) {
            read(fold);
        }
        ParlanceException error = fold.response().error();
        return error == null ? Faults.mute(status, target) : error;
    }

    /** Half of a plain answer is malformed JSON, but what is wrong with it is that it was cut. */
    private void acceptLast(ChatEvent event, Consumer<ChatEvent> sink) {
        boolean half = cut
                && event instanceof ChatEvent.ResponseFailed(ParlanceException error, StopReason reason)
                && error instanceof ParlanceException.MalformedResponse;
        accept(half ? new ChatEvent.ResponseFailed(Faults.truncated(target), null) : event, sink);
    }

    private void accept(ChatEvent event, Consumer<ChatEvent> sink) {
        if (!ended) {
            begun = true;
            whole = event instanceof ChatEvent.ResponseStopped;
            ended = whole || event instanceof ChatEvent.ResponseFailed;
            sink.accept(masked(event));
        }
    }

    private ChatEvent masked(ChatEvent event) {
        return token != null && event instanceof ChatEvent.ResponseFailed(ParlanceException error, StopReason reason)
                ? new ChatEvent.ResponseFailed(token.removedFrom(error), reason)
                : event;
    }

    @Override
    public void close() {
        if (whole) {
            body.finish(END_PATIENCE);
        } else {
            body.close();
        }
    }
}
