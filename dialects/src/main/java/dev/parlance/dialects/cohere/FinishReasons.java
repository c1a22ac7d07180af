package dev.parlance.dialects.cohere;

import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.StopReason.Kind;
import org.jspecify.annotations.Nullable;

/** The words of {@code finish_reason} and what they mean. Source: docs.cohere.com, Chat, v2. */
final class FinishReasons {
    private FinishReasons() {}

    /** Whether the word says that the answer failed. */
    static boolean isFailure(@Nullable String word) {
        return "ERROR".equals(word) || "TIMEOUT".equals(word);
    }

    /** @param calls whether the answer calls tools, for one that gives no reason */
    static StopReason read(@Nullable String word, boolean calls) {
        return new StopReason(
                switch (word == null ? "" : word) {
                    case "" -> calls ? Kind.TOOL_CALLS : Kind.OTHER;
                    case "COMPLETE", "STOP_SEQUENCE" -> calls ? Kind.TOOL_CALLS : Kind.STOP;
                    case "MAX_TOKENS" -> Kind.LENGTH;
                    case "TOOL_CALL" -> Kind.TOOL_CALLS;
                    default -> Kind.OTHER;
                },
                word);
    }
}
