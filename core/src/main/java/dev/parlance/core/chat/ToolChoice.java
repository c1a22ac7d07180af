package dev.parlance.core.chat;

import dev.parlance.core.wire.RawJson;

/** Whether and what the model must call. Absent means the host's default: none without tools, auto with. */
public sealed interface ToolChoice {
    /** The model decides. */
    record Auto() implements ToolChoice {}

    /** No call. */
    record None() implements ToolChoice {}

    /** At least one call. */
    record Required() implements ToolChoice {}

    /** A call of this function. */
    record Named(String name) implements ToolChoice {}

    /** A form of one dialect only. */
    record Opaque(String dialect, RawJson json) implements ToolChoice {}

    /** The word rules use: {@code auto}, {@code none}, {@code required}, {@code named} or {@code other}. */
    default String word() {
        return switch (this) {
            case Auto auto -> "auto";
            case None none -> "none";
            case Required required -> "required";
            case Named named -> "named";
            case Opaque opaque -> "other";
        };
    }
}
