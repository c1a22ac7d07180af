package dev.parlance.agent;

import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.StopReason;
import org.jspecify.annotations.Nullable;

/** What shows that a model stalled after tool results. */
public enum StallEvidence {
    /** It thought, and neither said nor called anything. */
    REASONING_ONLY,
    /** Its output budget ended in the middle of the text. */
    CUT_BY_LENGTH,
    /** It said what it would do next and did not do it. */
    ANNOUNCED_ACTION,
    /** Nothing: the caller asked for a reminder after every answer. */
    NONE_NEEDED;

    /** What shows it in an answer without a call, or null. What the model refuses to say, or a filter has taken, is no stall. */
    static @Nullable StallEvidence in(ChatResponse answer, StallRecovery mode) {
        StopReason.Kind stop = answer.stop() == null ? null : answer.stop().kind();
        if (stop == StopReason.Kind.CONTENT_FILTER
                || answer.content().stream().anyMatch(Content.Refusal.class::isInstance)) {
            return null;
        }
        if (stop == StopReason.Kind.LENGTH) {
            return CUT_BY_LENGTH;
        }
        if (Announcement.endsIn(answer.text())) {
            return ANNOUNCED_ACTION;
        }
        return mode == StallRecovery.ALWAYS ? NONE_NEEDED : null;
    }
}
