package dev.parlance.dialects.shared;

import dev.parlance.core.dialect.ResponseHead;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a host asks to wait. Order of trust: {@code retry-after-ms}, {@code x-ms-retry-after-ms}, {@code retry-after} in seconds or as a
 * date, then words in the message. Source: Azure quota documentation; a date is read against the answer's own {@code date} header, so that
 * no clock is needed.
 */
public final class RetryHint {
    private static final Pattern IN_WORDS = Pattern.compile(
            "(?:retry after|try again in|retry in|wait)\\s+(\\d+(?:\\.\\d+)?)\\s*(ms|milliseconds?|s\\b|sec|seconds?|m\\b|min|minutes?)",
            Pattern.CASE_INSENSITIVE);

    private RetryHint() {}

    /** The wait, or null when nothing says. */
    public static @Nullable Duration of(ResponseHead head, String message) {
        for (String name : new String[] {"retry-after-ms", "x-ms-retry-after-ms"}) {
            Duration wait = number(head.header(name), 1);
            if (wait != null) {
                return wait;
            }
        }
        String after = head.header("retry-after");
        if (after != null) {
            Duration wait = number(after, 1000);
            wait = wait == null ? date(after, head.header("date")) : wait;
            if (wait != null) {
                return wait;
            }
        }
        return inWords(message);
    }

    private static @Nullable Duration number(@Nullable String text, double millis) {
        if (text == null) {
            return null;
        }
        try {
            double value = Double.parseDouble(text.strip());
            return value >= 0 && value * millis < Long.MAX_VALUE ? Duration.ofMillis(Math.round(value * millis)) : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static @Nullable Duration date(String until, @Nullable String now) {
        if (now == null) {
            return null;
        }
        try {
            Duration wait = Duration.between(
                    ZonedDateTime.parse(now.strip(), DateTimeFormatter.RFC_1123_DATE_TIME),
                    ZonedDateTime.parse(until.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static @Nullable Duration inWords(String message) {
        Matcher matcher = IN_WORDS.matcher(message);
        if (!matcher.find()) {
            return null;
        }
        String unit = matcher.group(2).toLowerCase(Locale.ROOT);
        return number(
                matcher.group(1),
                unit.startsWith("ms") || unit.startsWith("milli") ? 1 : unit.startsWith("m") ? 60_000 : 1000);
    }
}
