package dev.parlance.gateway.observation;

import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ParlanceException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to a host. Several of a call may be open at once, so each is told of its own fate; those that are open when the call ends, end
 * with it. Of the call's one thread. After its end nothing is heard.
 */
public final class AttemptObservation {
    final AttemptFacts facts;
    final TargetMetrics target;

    private final CallObservation call;
    private final @Nullable AttemptSpan span;
    private final long began;
    private @Nullable Integer status;
    private @Nullable String requestId;
    private @Nullable Usage usage;
    private @Nullable ToldError error;
    private @Nullable Outcome outcome;
    private long took;

    AttemptObservation(
            CallObservation call, AttemptFacts facts, TargetMetrics target, @Nullable AttemptSpan span, long began) {
        this.call = call;
        this.facts = facts;
        this.target = target;
        this.span = span;
        this.began = began;
    }

    /** The headers of the trace for the host, {@code traceparent} and {@code tracestate}; none when no spans are kept. */
    public Map<String, String> traceHeaders() {
        return span == null ? Map.of() : span.headers();
    }

    /**
     * The head of the host's answer is there.
     *
     * @param id the host's own of the request
     */
    public void head(int told, @Nullable String id) {
        if (outcome == null) {
            status = told;
            requestId = id == null ? null : Redactor.bounded(id);
        }
    }

    /** What it cost. The last one counts, when the attempt ends: hosts report while they go on. */
    public void usage(Usage cost) {
        if (outcome == null) {
            usage = cost;
        }
    }

    /** The client gets this one's answer. Needless unless several are open: it is the one that began last. */
    public void answers() {
        call.answering(this);
    }

    /**
     * The host's answer is whole, or there is none.
     *
     * @param cause why there is none
     */
    public void ended(@Nullable ParlanceException cause) {
        end(cause == null ? Outcome.ANSWERED : Outcome.FAILED, cause, null);
    }

    /** Nobody waits for it any more. */
    public void cancelled() {
        end(Outcome.CANCELLED, null, null);
    }

    void end(Outcome how, @Nullable ParlanceException cause, @Nullable StopReason stop) {
        if (outcome != null) {
            return;
        }
        outcome = how;
        took = call.now() - began;
        target.attemptEnded(facts.lane(), how, took);
        if (usage != null) {
            target.used(usage);
        }
        if (cause != null) {
            target.attemptFailed(cause.kind());
            error = call.told(cause);
            status = status == null ? cause.failure().status() : status;
            String named = cause.failure().requestId();
            requestId = requestId == null && named != null ? Redactor.bounded(named) : requestId;
        }
        if (span != null) {
            if (stop != null) {
                span.stopped(stop);
            }
            span.ended(how, status, requestId, usage, error);
        }
    }

    void firstChunk(long now) {
        if (span != null) {
            span.firstChunk(now - began);
        }
    }

    @Nullable
    Integer status() {
        return status;
    }

    @Nullable
    String requestId() {
        return requestId;
    }

    @Nullable
    Usage usage() {
        return usage;
    }

    @Nullable
    ToldError error() {
        return error;
    }

    /** How it ended; one that is still open counts as cancelled. */
    Outcome outcome() {
        return outcome == null ? Outcome.CANCELLED : outcome;
    }

    /** From its beginning to its end in nanoseconds. */
    long took() {
        return took;
    }
}
