package dev.parlance.cli.json;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How failures are written. */
public final class ErrorShape {
    private ErrorShape() {}

    /** The failure of an answer: {@code type}, the provider's own words, {@code status} and {@code retry-after-seconds} where told. */
    public static JsonObject answered(ParlanceException error) {
        Failure failure = error.failure();
        return new ObjectShape()
                .put("type", error.kind().label())
                .put("message", failure.message())
                .put("status", failure.status() == null ? null : JsonValue.of(failure.status()))
                .put("retry-after-seconds", seconds(failure.retryAfter()))
                .object();
    }

    /** A request that is not sent, as a whole document: {@code {"error":{"type","message","parameter"}}}. */
    public static JsonObject refused(ParlanceException error) {
        Failure failure = error.failure();
        return JsonValue.object(
                "error",
                new ObjectShape()
                        .put("type", error.kind().label())
                        .put("message", failure.sentence())
                        .put("parameter", failure.parameter())
                        .object());
    }

    private static @Nullable JsonValue seconds(@Nullable Duration wait) {
        if (wait == null) {
            return null;
        }
        BigDecimal seconds = BigDecimal.valueOf(wait.getSeconds()).add(BigDecimal.valueOf(wait.getNano(), 9));
        BigDecimal shortest = seconds.signum() == 0 ? BigDecimal.ZERO : seconds.stripTrailingZeros();
        return new JsonNumber(shortest.toPlainString());
    }
}
