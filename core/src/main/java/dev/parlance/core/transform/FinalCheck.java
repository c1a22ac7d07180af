package dev.parlance.core.transform;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The named looks at the effective request after negotiation and transforms: each adjusts or refuses. The kebab-case {@link #label} is what
 * catalog data writes under {@code checks}.
 */
public enum FinalCheck {
    /** Refuses media that the host would have to fetch. */
    NO_REMOTE_MEDIA,
    /** Refuses media that the model does not read. */
    READABLE_MEDIA,
    /** Refuses tool results without a call before them and calls without results: the host would. */
    TOOL_RESULTS_PAIRED,
    /** Refuses tool names that the host refuses, and doubled ones. */
    TOOL_NAMES,
    /** Keeps the output budget within the window that input and output share. */
    OUTPUT_BUDGET,
    /** Keeps the output budget within what the model writes at most, where the host refuses more. Thinking budgets are settled by it too. */
    OUTPUT_LIMIT,
    /** Leaves one of temperature and top_p, for models that refuse both together. */
    TEMPERATURE_OR_TOP_P,
    /** Refuses streams of models that give whole answers only. */
    WHOLE_ANSWERS,
    /** Switches thinking off where the open tool loop has no signed reasoning to go on from. */
    SIGNED_TOOL_LOOP;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** For example {@code no-remote-media}. */
    public String label() {
        return label;
    }

    /** The conversation after the look. @throws dev.parlance.core.error.ParlanceException when it cannot be sent */
    public Conversation apply(Conversation conversation) {
        // No method references: each would become a class at the start of every program.
        return switch (this) {
            case NO_REMOTE_MEDIA -> RemoteMedia.refuse(conversation);
            case READABLE_MEDIA -> ReadableMedia.check(conversation);
            case TOOL_RESULTS_PAIRED -> ToolResultPairs.check(conversation);
            case TOOL_NAMES -> ToolNames.check(conversation);
            case OUTPUT_BUDGET -> SharedWindow.clamp(conversation);
            case OUTPUT_LIMIT -> OutputLimit.clamp(conversation);
            case TEMPERATURE_OR_TOP_P -> OneSampler.choose(conversation);
            case WHOLE_ANSWERS -> WholeAnswers.check(conversation);
            case SIGNED_TOOL_LOOP -> SignedToolLoop.check(conversation);
        };
    }

    /** Whether it goes by how much is said: the raw lane shows the others conversations with long texts cut. */
    public boolean weighsWords() {
        return this == OUTPUT_BUDGET;
    }

    /** The check with that label, or null. */
    public static @Nullable FinalCheck ofLabel(String label) {
        for (FinalCheck check : values()) {
            if (check.label.equals(label)) {
                return check;
            }
        }
        return null;
    }
}
