package dev.parlance.client;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ParlanceException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way. Reads the body only when the next event is asked for, so that a slow reader slows the host down. An answer that
 * fails before any event of it was handed out is asked for again, as far as the retry policy goes. Read by one thread; {@link #close} may
 * come from another.
 */
final class HttpChatStream implements ChatStream {
    private final Attempts attempts;
    private final ArrayDeque<ChatEvent> pending = new ArrayDeque<>(4);
    private volatile Attempt attempt;
    private ResponseFold fold;
    private @Nullable Usage usage;
    private @Nullable ParlanceException failure;
    private boolean ended;
    private boolean iterated;
    private boolean handedOut;

    /** Whether the answer is taken whole: nobody is handed events, and it is judged when it is there. */
    private boolean judgedLater;

    private volatile boolean closed;

    /** Waits until an answer begins. @throws ParlanceException when none does */
    HttpChatStream(Attempts attempts) {
        this.attempts = attempts;
        this.attempt = attempts.begin();
        this.fold = fold();
    }

    private ResponseFold fold() {
        return new ResponseFold(attempts.target().profile().host());
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
                handedOut = true;
                return pending.remove();
            }
        };
    }

    @Override
    public ChatResponse response() {
        while (fill()) {
            pending.clear();
        }
        return fold.response().withAdjustments(adjustments());
    }

    @Override
    public List<Adjustment> adjustments() {
        return attempts.prepared().adjustments();
    }

    /** The whole answer, if it is one; else its error. For callers who are handed no events. */
    ChatResponse whole() {
        judgedLater = true;
        while (true) {
            ChatResponse answer = response();
            try {
                ChatResponse good = answer.orThrow();
                attempts.progress().ended(usage, null);
                return good;
            } catch (ParlanceException error) {
                if (!RetryPolicy.isBare(error, answer) || !attempts.again(error)) {
                    attempts.progress().ended(usage, error);
                    throw error;
                }
                restart();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        attempts.abandon();
        attempt.close();
        if (!attempts.progress().isOver()) {
            attempts.progress().ended(null, Faults.cancelled(attempts.target()));
        }
    }

    /** Makes sure that an event is pending; false when the answer has ended and all events are out. */
    private boolean fill() {
        while (pending.isEmpty() && !ended) {
            attempt.read(this::accept);
            ParlanceException error = failure;
            if (error != null && !handedOut && attempts.again(error)) {
                restart();
            }
            if (ended && !judgedLater) {
                attempts.progress().ended(usage, failure);
            }
        }
        return !pending.isEmpty();
    }

    private void restart() {
        attempt.close();
        pending.clear();
        fold = fold();
        usage = null;
        failure = null;
        ended = false;
        try {
            attempt = attempts.begin();
            if (closed) {
                attempt.close();
            }
        } catch (ParlanceException none) {
            accept(new ChatEvent.ResponseFailed(none, null));
        }
    }

    private void accept(ChatEvent event) {
        switch (event) {
            case ChatEvent.ResponseFailed failed -> {
                failure = failed.error();
                ended = true;
            }
            case ChatEvent.ResponseStopped stopped -> ended = true;
            case ChatEvent.UsageReported reported -> usage = reported.usage();
            default -> {}
        }
        attempts.progress().read(event);
        fold.accept(event);
        if (!judgedLater) {
            pending.add(event);
        }
    }
}
