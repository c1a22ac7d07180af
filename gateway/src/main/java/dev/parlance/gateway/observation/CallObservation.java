package dev.parlance.gateway.observation;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ParlanceException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call of a client, told by its lane's thread alone. {@link #finished}, {@link #failed} and {@link #cancelled} end it; the first of them
 * counts, and after it nothing is heard. Nothing here throws or waits.
 */
public final class CallObservation {
    /** More are not worth reading. */
    private static final int MOST_ADJUSTMENTS = 50;

    private final Observation shared;
    private final int door;
    private final @Nullable CallSpan span;
    private final long began;
    private final CallFacts facts;
    private @Nullable AttemptObservation answering;
    private @Nullable ChunkGaps gaps;
    private long lastChunk;
    private boolean over;

    CallObservation(Observation shared, String inbound, Function<String, @Nullable String> header) {
        this.shared = shared;
        ObservationSettings settings = shared.settings;
        this.began = settings.nanos().getAsLong();
        this.facts = new CallFacts(settings.clock().millis(), inbound);
        this.door = shared.metrics.door(inbound);
        Tracing tracing = settings.tracing();
        this.span = tracing == null ? null : tracing.begin(inbound, header);
        facts.traceId = span == null ? null : span.traceId();
        shared.gauges.openCalls.increment();
    }

    /** The id that the client is told. */
    public void requestId(String id) {
        facts.requestId = Redactor.bounded(id);
    }

    /**
     * What the client wants.
     *
     * @param model as the client names it
     * @param caller the name of the client's key, never the key; empty when clients need none
     */
    public void asked(String model, boolean streaming, String caller) {
        if (over) {
            return;
        }
        facts.asked = Redactor.bounded(model);
        facts.caller = Redactor.bounded(caller);
        if (streaming && !facts.streaming) {
            facts.streaming = true;
            shared.gauges.openStreams.increment();
        }
        if (span != null) {
            span.asked(facts.asked, streaming, facts.caller);
        }
    }

    /** A request goes to a host. Before the first, {@link #asked}. */
    public AttemptObservation attempt(AttemptFacts begun) {
        TargetMetrics target = shared.targets.of(begun.provider(), begun.model());
        AttemptSpan below = over || span == null ? null : span.attempt(begun, facts.streaming);
        AttemptObservation attempt = new AttemptObservation(this, begun, target, below, now());
        if (over) {
            attempt.cancelled();
            return attempt;
        }
        target.began(begun.reason());
        facts.attempts.add(attempt);
        answering = attempt;
        return attempt;
    }

    /** What was changed of the request for the attempt that begins or has begun. Counted each time; the log tells the last. */
    public void adjusted(List<Adjustment> adjustments) {
        if (!over) {
            shared.metrics.adjusted(adjustments);
            facts.adjustments = adjustments;
        }
    }

    /** Something that means anything has come from the host: the first of a streamed answer, or another. */
    public void chunk() {
        AttemptObservation by = answering;
        if (over || by == null || !facts.streaming) {
            return;
        }
        long now = now();
        if (facts.chunks++ == 0) {
            facts.firstToken = now - began;
            by.target.firstToken.add(facts.firstToken);
            by.firstChunk(now);
        } else {
            ChunkGaps between = gaps == null ? new ChunkGaps() : gaps;
            gaps = between;
            between.add(now - lastChunk, by.target.betweenChunks);
        }
        lastChunk = now;
    }

    /** What the answer cost. See {@link AttemptObservation#usage}. */
    public void usage(Usage cost) {
        if (answering != null) {
            answering.usage(cost);
        }
    }

    /** More bytes of the client's body. */
    public void bytesIn(long count) {
        facts.bytesIn += count;
    }

    /** More bytes of the answer to the client. */
    public void bytesOut(long count) {
        facts.bytesOut += count;
    }

    /** Whether the log wants bodies, which only an explicit setting says; without it the two methods below do nothing. */
    public boolean wantsBodies() {
        return shared.settings.bodies() > 0 && shared.settings.log() != null;
    }

    /** The client's body; it is kept until the call ends. */
    public void requestBody(byte[] body) {
        if (wantsBodies()) {
            facts.requestBody = body;
        }
    }

    /** More of the answer to the client; the position stays where it is. */
    public void answerBody(ByteBuffer bytes) {
        if (wantsBodies() && !over) {
            facts.answer(bytes, shared.settings.bodies());
        }
    }

    /** The client has its whole answer. */
    public void finished(StopReason stop) {
        if (!over) {
            facts.stop = stop;
            end(Outcome.ANSWERED, null, stop);
        }
    }

    /**
     * The client is told an error, in place of an answer or in the middle of it.
     *
     * @param statusTold the status that the client saw, 200 within a stream
     */
    public void failed(ParlanceException error, int statusTold) {
        if (!over) {
            facts.status = statusTold;
            facts.error = told(error);
            target().failed(door, error.kind());
            end(Outcome.FAILED, error, null);
        }
    }

    /** The client hung up. */
    public void cancelled() {
        if (!over) {
            end(Outcome.CANCELLED, null, null);
        }
    }

    private void end(Outcome outcome, @Nullable ParlanceException error, @Nullable StopReason stop) {
        for (AttemptObservation attempt : facts.attempts) {
            if (attempt == answering) {
                attempt.end(outcome, error, stop);
            } else {
                attempt.cancelled();
            }
        }
        over = true;
        facts.outcome = outcome;
        facts.took = now() - began;
        TargetMetrics target = target();
        target.callEnded(door, outcome, facts.took);
        if (gaps != null) {
            gaps.handOn(target.betweenChunks);
        }
        shared.metrics.bytes(door, facts.bytesIn, facts.bytesOut);
        shared.gauges.openCalls.decrement();
        if (facts.streaming) {
            shared.gauges.openStreams.decrement();
        }
        List<String> adjustments = adjustments();
        if (span != null) {
            span.ended(outcome, facts.status, facts.error, facts.requestId, adjustments);
        }
        LogSink log = shared.settings.log();
        if (log != null && !taken(log, adjustments)) {
            shared.metrics.linesLost.increment();
        }
    }

    private boolean taken(LogSink log, List<String> adjustments) {
        try {
            return log.take(CallLine.of(facts, answering, adjustments, shared.settings));
        } catch (RuntimeException unwritable) {
            // The call has gone well or not; its log changes nothing about that.
            return false;
        }
    }

    /** For example {@code temperature=dropped}, each once. */
    private List<String> adjustments() {
        if (facts.adjustments.isEmpty()) {
            return List.of();
        }
        Set<String> entries = new LinkedHashSet<>();
        for (Adjustment adjustment : facts.adjustments) {
            if (entries.size() == MOST_ADJUSTMENTS) {
                break;
            }
            entries.add(Redactor.bounded(adjustment.parameter()) + "="
                    + adjustment.kind().label());
        }
        return new ArrayList<>(entries);
    }

    private TargetMetrics target() {
        return answering == null ? shared.targets.none() : answering.target;
    }

    void answering(AttemptObservation attempt) {
        if (!over) {
            answering = attempt;
        }
    }

    long now() {
        return shared.settings.nanos().getAsLong();
    }

    ToldError told(ParlanceException error) {
        return shared.settings.redactor().told(error);
    }
}
