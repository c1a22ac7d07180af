package dev.parlance.dialects.interactions;

import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.StopReason.Kind;
import org.jspecify.annotations.Nullable;

/** The words of {@code status} and what they mean. Source: googleapis/js-genai, interactions (2026-11). */
final class Statuses {
    static final String FAILED = "failed";

    private Statuses() {}

    /** Whether the interaction goes on no further. */
    static boolean isFinal(@Nullable String status) {
        return status != null && !status.equals("in_progress");
    }

    /**
     * Why the answer ended.
     *
     * @param calls whether it calls functions: services say {@code completed} to that as well (vercel/ai, packages/google)
     */
    static StopReason read(@Nullable String status, boolean calls) {
        Kind kind = calls ? Kind.TOOL_CALLS : Kind.STOP;
        return new StopReason(
                switch (status == null ? "" : status) {
                    case "completed" -> kind;
                    case "requires_action" -> Kind.TOOL_CALLS;
                    // Recorded where the output budget was used up; no other cause was ever seen.
                    case "incomplete" -> Kind.LENGTH;
                    default -> Kind.OTHER;
                },
                status);
    }
}
