package dev.parlance.configuration;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times and sizes as people write them. Pure. */
public final class Amounts {
    /** What {@link #bytes} takes, for messages. */
    public static final String BYTES =
            "a size: a number of bytes, or for example 64MiB; at least 1 byte, less than 2 GiB";

    /** What {@link #time} takes, for messages. */
    public static final String TIME = "a time such as 30s, 5m or 500ms, or a number of seconds";

    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(|b|kib|mib|gib)");
    private static final Pattern TIMES = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)\\s*(|ms|s|m|min|h|d)");

    private Amounts() {}

    /** The number of bytes, or null when the text is no size between 1 byte and 2 GiB. */
    public static @Nullable Long bytes(String text) {
        Matcher form = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return null;
        }
        int shift = switch (form.group(2)) {
            case "kib" -> 10;
            case "mib" -> 20;
            case "gib" -> 30;
            default -> 0;
        };
        long bytes = Long.parseLong(form.group(1)) << shift;
        return bytes < 1 || bytes > Integer.MAX_VALUE - 16 ? null : (Long) bytes;
    }

    /** The time, or null when the text is none. Without a unit it is seconds. */
    public static @Nullable Duration time(String text) {
        Matcher form = TIMES.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return null;
        }
        long milliseconds = switch (form.group(2)) {
            case "ms" -> 1;
            case "m", "min" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> 1000;
        };
        return Duration.ofMillis(new BigDecimal(form.group(1))
                .multiply(BigDecimal.valueOf(milliseconds))
                .longValue());
    }
}
