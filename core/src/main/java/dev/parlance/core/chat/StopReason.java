package dev.parlance.core.chat;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why an answer ended.
 *
 * @param raw the provider's word, or null when it gave none
 */
public record StopReason(Kind kind, @Nullable String raw) {
    /** The normalized reasons. */
    public enum Kind {
        /** The answer is complete. */
        STOP,
        /** The output budget is used up. */
        LENGTH,
        /** The model waits for tool results. */
        TOOL_CALLS,
        /** A content policy cut the answer. */
        CONTENT_FILTER,
        /** A word that is not known here. */
        OTHER;

        /** For example {@code tool-calls}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
