package dev.parlance.providers.credential;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When a token ends. Issuers write it as numbers and as numbers in strings (recorded: openai/openai-java, AzureManagedIdentityTokenProviderTest). */
final class Expiry {
    /** What Entra gives at least, when an answer does not say. A wrong guess costs one 401, which heals. */
    private static final Duration UNSAID = Duration.ofHours(1);

    /** The second and third are those of older App Services (azure-identity, MSIToken). */
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ISO_OFFSET_DATE_TIME,
            DateTimeFormatter.ofPattern("M/d/yyyy H:mm:ss XXX", Locale.US),
            DateTimeFormatter.ofPattern("M/d/yyyy h:mm:ss a XXX", Locale.US));

    private Expiry() {}

    /** The earlier of {@code expires_on} and {@code expires_in}, so that a clock that is slow does not matter. */
    static Instant of(JsonObject answer, Instant asked) {
        return Stream.of(instant(answer.get("expires_on")), after(asked, answer.get("expires_in")))
                .flatMap(Stream::ofNullable)
                .min(Instant::compareTo)
                .orElse(asked.plus(UNSAID));
    }

    /** A point in time in seconds since 1970 or as a date, or null when it is neither. */
    static @Nullable Instant instant(@Nullable JsonValue value) {
        Long seconds = seconds(value);
        if (seconds == null) {
            return value instanceof JsonString(String text) ? date(text.strip()) : null;
        }
        try {
            return Instant.ofEpochSecond(seconds);
        } catch (DateTimeException absurd) {
            return null;
        }
    }

    /** So many seconds later, or null when it does not say how many. */
    static @Nullable Instant after(Instant asked, @Nullable JsonValue value) {
        Long seconds = seconds(value);
        try {
            return seconds == null ? null : asked.plusSeconds(seconds);
        } catch (DateTimeException | ArithmeticException absurd) {
            return null;
        }
    }

    private static @Nullable Long seconds(@Nullable JsonValue value) {
        return switch (value) {
            case JsonNumber number -> whole(number.literal());
            case JsonString(String text) -> whole(text.strip());
            case null, default -> null;
        };
    }

    private static @Nullable Long whole(String literal) {
        // A date is no number, and digits without end would be worked on for long.
        if (!literal.matches("-?\\d{1,18}(\\.\\d{1,18})?")) {
            return null;
        }
        return new BigDecimal(literal).longValue();
    }

    private static @Nullable Instant date(String text) {
        for (DateTimeFormatter format : DATES) {
            try {
                return OffsetDateTime.parse(text, format).toInstant();
            } catch (DateTimeParseException another) {
                // The next one may fit.
            }
        }
        return null;
    }
}
