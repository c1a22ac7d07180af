package dev.parlance.gateway.observation;

import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is told, and to whom. Immutable; start from {@link #DEFAULT}, which counts and tells nobody.
 *
 * @param models which may stand in labels
 * @param mostModels how many of them do at the most; the others are {@code other}
 * @param log where the line of each call goes, or null for no log
 * @param bodies how many characters of each body the log may hold; 0 for none, which is what it should be
 * @param redactor what error messages and bodies go through
 * @param tracing where spans go, or null for none
 * @param pools the connections of the moment; asked from the thread that reads the metrics
 * @param clock the time of day
 * @param nanos a clock that only goes forward, in nanoseconds
 */
public record ObservationSettings(
        KnownModels models,
        int mostModels,
        @Nullable LogSink log,
        int bodies,
        Redactor redactor,
        @Nullable Tracing tracing,
        Supplier<List<Figure>> pools,
        InstantSource clock,
        LongSupplier nanos) {
    /** No model by name, no log, no bodies, no traces. */
    public static final ObservationSettings DEFAULT = new ObservationSettings(
            (provider, model) -> false,
            200,
            null,
            0,
            Redactor.DEFAULT,
            null,
            List::of,
            InstantSource.system(),
            System::nanoTime);

    /** With the models that may stand in labels. */
    public ObservationSettings withModels(KnownModels known, int most) {
        return new ObservationSettings(known, most, log, bodies, redactor, tracing, pools, clock, nanos);
    }

    /** With a line for each call. */
    public ObservationSettings withLog(@Nullable LogSink sink) {
        return new ObservationSettings(models, mostModels, sink, bodies, redactor, tracing, pools, clock, nanos);
    }

    /** With so many characters of each body in the log. */
    public ObservationSettings withBodies(int most, Redactor through) {
        return new ObservationSettings(models, mostModels, log, most, through, tracing, pools, clock, nanos);
    }

    /** With spans. */
    public ObservationSettings withTracing(@Nullable Tracing spans) {
        return new ObservationSettings(models, mostModels, log, bodies, redactor, spans, pools, clock, nanos);
    }

    /** With the figures of connection pools. */
    public ObservationSettings withPools(Supplier<List<Figure>> figures) {
        return new ObservationSettings(models, mostModels, log, bodies, redactor, tracing, figures, clock, nanos);
    }

    /** With other clocks. */
    public ObservationSettings withClocks(InstantSource day, LongSupplier forward) {
        return new ObservationSettings(models, mostModels, log, bodies, redactor, tracing, pools, day, forward);
    }
}
