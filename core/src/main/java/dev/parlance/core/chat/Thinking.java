package dev.parlance.core.chat;

import java.util.Locale;

/** One neutral wish about thinking; the profile of host and model spells it. */
public sealed interface Thinking {
    /** No wish: the model's own default. */
    record Default() implements Thinking {}

    /** No thinking. */
    record Off() implements Thinking {}

    /** Thinking, as much as the model likes. */
    record On() implements Thinking {}

    /** An effort word: {@code minimal}, {@code low}, {@code medium}, {@code high}, {@code xhigh}, {@code max}, or a newer one. Lower case. */
    record Effort(String level) implements Thinking {
        public Effort {
            level = level.toLowerCase(Locale.ROOT);
        }
    }

    /** A budget of thinking tokens, at least 1. */
    record Budget(int tokens) implements Thinking {
        public Budget {
            if (tokens < 1) {
                throw new IllegalArgumentException("A thinking budget is at least 1 token, not " + tokens);
            }
        }
    }

    /** The word rules and adjustments use: {@code default}, {@code off}, {@code on}, the level, or {@code budget:N}. */
    default String word() {
        return switch (this) {
            case Default none -> "default";
            case Off off -> "off";
            case On on -> "on";
            case Effort(String level) -> level;
            case Budget(int tokens) -> "budget:" + tokens;
        };
    }

    /** The wish that a word of {@link #word} stands for. */
    static Thinking ofWord(String word) {
        return switch (word) {
            case "default" -> new Default();
            case "off", "none" -> new Off();
            case "on" -> new On();
            default ->
                word.startsWith("budget:")
                        ? new Budget(Integer.parseInt(word.substring("budget:".length())))
                        : new Effort(word);
        };
    }
}
