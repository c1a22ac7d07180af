package dev.parlance.dialects.anthropic;

import dev.parlance.core.chat.StopReason;
import org.jspecify.annotations.Nullable;

/** The words for why an answer ended, both ways. */
final class StopWords {
    private StopWords() {}

    /** The reason behind a word; a turn that calls tools waits for their results whatever the word, as look-alikes of the API have it. */
    static StopReason read(@Nullable String word, boolean calls) {
        if (word == null) {
            return new StopReason(calls ? StopReason.Kind.TOOL_CALLS : StopReason.Kind.OTHER, null);
        }
        return new StopReason(
                switch (word) {
                    case "end_turn", "stop_sequence" -> calls ? StopReason.Kind.TOOL_CALLS : StopReason.Kind.STOP;
                    case "pause_turn" -> StopReason.Kind.STOP;
                    case "max_tokens", "model_context_window_exceeded" -> StopReason.Kind.LENGTH;
                    case "tool_use" -> StopReason.Kind.TOOL_CALLS;
                    case "refusal" -> StopReason.Kind.CONTENT_FILTER;
                    default -> StopReason.Kind.OTHER;
                },
                word);
    }

    /**
     * The word for a client.
     *
     * @param own whether the host spoke this dialect, so that its own word will do
     * @param refused whether the answer is a refusal
     */
    static String write(@Nullable StopReason reason, boolean own, boolean refused) {
        String raw = reason == null ? null : reason.raw();
        if (own && raw != null) {
            return raw;
        }
        return switch (reason == null ? StopReason.Kind.OTHER : reason.kind()) {
            case STOP -> refused ? "refusal" : "end_turn";
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
            case CONTENT_FILTER -> "refusal";
            case OTHER -> raw == null || raw.isEmpty() ? "end_turn" : raw;
        };
    }
}
