package dev.parlance.core.transform;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The named looks at the effective request after negotiation and transforms: each adjusts or refuses. The kebab-case {@link #label} is what
 * catalog data writes under {@code checks}.
 */
public enum FinalCheck {
    /** Refuses media that the host would have to fetch. */
    NO_REMOTE_MEDIA(RemoteMedia::refuse),
    /** Refuses media that the model does not read. */
    READABLE_MEDIA(ReadableMedia::check),
    /** Refuses tool results without a call before them and calls without results: the host would. */
    TOOL_RESULTS_PAIRED(ToolResultPairs::check),
    /** Refuses tool names that the host refuses, and doubled ones. */
    TOOL_NAMES(ToolNames::check),
    /** Keeps the output budget within the window that input and output share. */
    OUTPUT_BUDGET(SharedWindow::clamp),
    /** Leaves one of temperature and top_p, for models that refuse both together. */
    TEMPERATURE_OR_TOP_P(OneSampler::choose),
    /** Refuses streams of models that give whole answers only. */
    WHOLE_ANSWERS(WholeAnswers::check),
    /** Switches thinking off where the open tool loop has no signed reasoning to go on from. */
    SIGNED_TOOL_LOOP(SignedToolLoop::check);

    private final UnaryOperator<Conversation> look;
    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    FinalCheck(UnaryOperator<Conversation> look) {
        this.look = look;
    }

    /** For example {@code no-remote-media}. */
    public String label() {
        return label;
    }

    /** The conversation after the look. @throws dev.parlance.core.error.ParlanceException when it cannot be sent */
    public Conversation apply(Conversation conversation) {
        return look.apply(conversation);
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
