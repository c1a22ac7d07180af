package dev.parlance.configuration;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong in a configuration file. Immutable; holds no secret.
 *
 * @param file as the user names it
 * @param line from 1, or 0 when the file as a whole is meant
 * @param column from 1, or 0
 * @param key the way to the setting, for example {@code providers.foundry.base-url}, or null when there is none
 * @param message what is wrong
 * @param advice what to write instead, or null when the message says it
 */
public record Fault(
        String file,
        int line,
        int column,
        @Nullable String key,
        String message,
        @Nullable String advice) {
    static final Comparator<Fault> BY_PLACE =
            Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column).thenComparing(Fault::message);

    /** One line for people: {@code config.toml:12:3: providers.foundry.region: …}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line).append(':').append(column);
        }
        text.append(": ");
        if (key != null) {
            text.append(key).append(": ");
        }
        text.append(message);
        if (advice != null) {
            text.append(message.endsWith(".") || message.endsWith("?") ? " " : ". ")
                    .append(advice);
        }
        return text.toString();
    }
}
