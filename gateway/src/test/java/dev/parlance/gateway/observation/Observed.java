package dev.parlance.gateway.observation;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An observation with clocks that are moved by hand, and what it told. */
final class Observed {
    static final StopReason STOP = new StopReason(StopReason.Kind.STOP, "stop");
    static final String INBOUND = "openai-chat";

    final List<String> lines = new ArrayList<>();
    final Observation observation;
    private long nanos = 5_000_000_000L;

    /** @param settings what is not a clock or the log */
    Observed(ObservationSettings settings) {
        LogSink log = settings.log();
        observation = Observation.of(settings.withClocks(() -> Instant.parse("2026-11-21T10:00:00.250Z"), () -> nanos)
                .withLog(log == null ? lines::add : log));
    }

    Observed() {
        this(ObservationSettings.DEFAULT.withModels((provider, model) -> model.startsWith("kimi"), 20));
    }

    /** Lets time pass. */
    void later(Duration time) {
        nanos += time.toNanos();
    }

    CallObservation begin() {
        return observation.begin(INBOUND, name -> null);
    }

    /** A call of a model, up to its first attempt. */
    CallObservation asked(boolean streaming) {
        CallObservation call = begin();
        call.asked("fast", streaming, "team-blue");
        return call;
    }

    static AttemptFacts first(String model) {
        return facts(model, 1, AttemptReason.FIRST);
    }

    static AttemptFacts facts(String model, int number, AttemptReason reason) {
        return new AttemptFacts("work", "moonshot", "moonshot_ai", model, "openai-chat", LaneUsed.RAW, number, reason);
    }

    static Usage usage(@Nullable Long input, @Nullable Long output) {
        return new Usage(input, null, null, output, null, RawJson.EMPTY_OBJECT);
    }

    static ParlanceException error(ErrorKind kind, String message) {
        return ParlanceException.of(kind, Failure.of(message));
    }

    static Adjustment adjustment(String parameter, Adjustment.Kind kind) {
        return new Adjustment(parameter, kind, JsonValue.of(0.2), null, "hosts/moonshot.json#rules", null, null);
    }

    /** The page as Prometheus gets it. */
    Page page() {
        return Page.plain(observation.metrics(null));
    }

    /** The last line of the log. */
    JsonObject line() {
        return (JsonObject) Json.parse(lines.getLast());
    }
}
