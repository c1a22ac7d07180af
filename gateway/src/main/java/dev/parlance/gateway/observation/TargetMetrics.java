package dev.parlance.gateway.observation;

import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ErrorKind;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** The figures of one provider's model, so that a call looks them up once. Thread-safe; never waits. */
final class TargetMetrics {
    final Durations call = new Durations();
    final Durations attempt = new Durations();
    final Durations firstToken = new Durations();
    final Durations betweenChunks = new Durations();
    final Labels labels;

    private final List<LazyCounters<Outcome>> requests = new ArrayList<>();
    private final List<LazyCounters<ErrorKind>> errors = new ArrayList<>();
    private final Map<LaneUsed, LazyCounters<Outcome>> attempts = new EnumMap<>(LaneUsed.class);
    private final LazyCounters<ErrorKind> attemptErrors;
    private final LazyCounters<TokenKind> tokens;
    private final LongAdder retries;
    private final LongAdder fallbacks;
    private final LongAdder hedges;

    TargetMetrics(Metrics metrics, String provider, String model) {
        labels = Labels.of(Metrics.PROVIDER, provider, Metrics.MODEL, model);
        for (String door : metrics.doors()) {
            requests.add(new LazyCounters<>(outcome -> metrics.requests.of(door, provider, model, outcome.label())));
            errors.add(new LazyCounters<>(error -> metrics.errors.of(door, provider, model, error.label())));
        }
        for (LaneUsed lane : LaneUsed.values()) {
            attempts.put(
                    lane,
                    new LazyCounters<>(outcome -> metrics.attempts.of(provider, model, lane.label(), outcome.label())));
        }
        attemptErrors = new LazyCounters<>(error -> metrics.attemptErrors.of(provider, model, error.label()));
        tokens = new LazyCounters<>(kind -> metrics.tokens.of(provider, model, kind.label()));
        // From the start, for a rate that begins at nothing misses its first event.
        retries = metrics.retries.of(provider, model);
        fallbacks = metrics.fallbacks.of(provider, model);
        hedges = metrics.hedges.of(provider, model);
    }

    void callEnded(int door, Outcome outcome, long nanos) {
        requests.get(door).add(outcome, 1);
        call.add(nanos);
    }

    void failed(int door, ErrorKind error) {
        errors.get(door).add(error, 1);
    }

    void began(AttemptReason reason) {
        switch (reason) {
            case FIRST -> {}
            case RETRY -> retries.increment();
            case FALLBACK -> fallbacks.increment();
            case HEDGE -> hedges.increment();
        }
    }

    void attemptEnded(LaneUsed lane, Outcome outcome, long nanos) {
        Objects.requireNonNull(attempts.get(lane)).add(outcome, 1);
        attempt.add(nanos);
    }

    void attemptFailed(ErrorKind error) {
        attemptErrors.add(error, 1);
    }

    void used(Usage usage) {
        for (TokenKind kind : TokenKind.all()) {
            Long number = kind.of(usage);
            // A host's nonsense must not end a call.
            if (number != null && number > 0) {
                tokens.add(kind, number);
            }
        }
    }
}
