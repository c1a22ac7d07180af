package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.StopReason.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of {@code finishReason} and what they mean. */
final class FinishReasons {
    static final String STOP = "STOP";

    private static final String LENGTH = "MAX_TOKENS";
    private static final String FILTERED = "SAFETY";
    private static final String OTHER = "OTHER";

    /** The words by their numbers, for clients that ask for {@code enum-encoding=int}: google.ai.generativelanguage, Candidate.FinishReason. */
    private static final List<String> NUMBERED = List.of(
            "FINISH_REASON_UNSPECIFIED",
            STOP,
            LENGTH,
            FILTERED,
            "RECITATION",
            OTHER,
            "LANGUAGE",
            "BLOCKLIST",
            "PROHIBITED_CONTENT",
            "SPII",
            "MALFORMED_FUNCTION_CALL",
            "IMAGE_SAFETY");

    private FinishReasons() {}

    /**
     * The neutral reason.
     *
     * @param raw the word or number, or null for none
     * @param calls whether the answer calls tools, which the dialect also ends with {@code STOP}
     */
    static StopReason read(@Nullable String raw, boolean calls) {
        Kind called = calls ? Kind.TOOL_CALLS : Kind.OTHER;
        return new StopReason(
                switch (raw == null ? "" : word(raw)) {
                    case "" -> called;
                    case STOP -> calls ? Kind.TOOL_CALLS : Kind.STOP;
                    case LENGTH -> Kind.LENGTH;
                    case FILTERED,
                            "RECITATION",
                            "BLOCKLIST",
                            "PROHIBITED_CONTENT",
                            "SPII",
                            "IMAGE_SAFETY",
                            "IMAGE_PROHIBITED_CONTENT",
                            "IMAGE_RECITATION",
                            "MODEL_ARMOR" -> Kind.CONTENT_FILTER;
                    default -> Kind.OTHER;
                },
                raw);
    }

    /** The word for a client: the provider's own where it spoke the dialect. */
    static String written(@Nullable StopReason reason, boolean own) {
        String raw = reason == null ? null : reason.raw();
        if (own && raw != null && !raw.isEmpty()) {
            return word(raw);
        }
        return switch (reason == null ? Kind.STOP : reason.kind()) {
            case STOP, TOOL_CALLS -> STOP;
            case LENGTH -> LENGTH;
            case CONTENT_FILTER -> FILTERED;
            case OTHER -> raw == null ? STOP : OTHER;
        };
    }

    private static String word(String raw) {
        boolean number = raw.length() <= 2 && raw.chars().allMatch(character -> character >= '0' && character <= '9');
        if (raw.isEmpty() || !number) {
            return raw;
        }
        int place = Integer.parseInt(raw);
        return place < NUMBERED.size() ? NUMBERED.get(place) : raw;
    }
}
