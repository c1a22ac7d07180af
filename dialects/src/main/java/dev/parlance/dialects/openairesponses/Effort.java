package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.Thinking;
import org.jspecify.annotations.Nullable;

/** The one word of the dialect about thinking: {@code reasoning.effort}, in which {@code none} means off. */
final class Effort {
    private static final String OFF = "none";

    private Effort() {}

    /** The word for a settled wish, or null when there is none. */
    static @Nullable String word(@Nullable Thinking wish) {
        return switch (wish) {
            case Thinking.Effort(String level) -> level;
            case Thinking.Off off -> OFF;
            case null -> null;
            case Thinking.On on -> null;
            case Thinking.Budget budget -> null;
            case Thinking.Default none -> null;
        };
    }
}
