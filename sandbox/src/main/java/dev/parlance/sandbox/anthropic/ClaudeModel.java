package dev.parlance.sandbox.anthropic;

import java.util.List;
import java.util.Set;

/**
 * A Claude model.
 *
 * @param family the id without a date, which names the model to itself: thoughts of another family are foreign
 * @param snapshot the id that answers carry
 * @param modes how it can be told to think, empty for a model that does not think
 * @param efforts the effort levels it takes, empty when it takes none
 * @param mostOutput the output limit in tokens
 * @param window input and output together, in tokens
 * @param traits what else sets it apart
 */
public record ClaudeModel(
        String family,
        String snapshot,
        Set<Mode> modes,
        List<String> efforts,
        long mostOutput,
        long window,
        Set<Trait> traits) {

    /** How a model is told to think. */
    public enum Mode {
        /** With a budget in tokens. */
        ENABLED,
        /** As it sees fit. */
        ADAPTIVE,
        /** Not before it answers, but between calls of tools. */
        BETWEEN_TOOLS
    }

    /** Peculiarities of generations. */
    public enum Trait {
        /** It takes a temperature or top_p, not both. */
        ONE_SAMPLER,
        /** It takes no sampling parameters at all. */
        NO_SAMPLERS,
        /** It answers in JSON to a schema. */
        STRUCTURED,
        /** It thinks unless told not to. */
        THINKS_UNASKED,
        /** It cannot be told not to think. */
        NEVER_OFF,
        /** It cannot be made to call a tool. */
        FREE_CHOICE,
        /** It does not show its thoughts unless told to. */
        OMITS_THOUGHTS,
        /** Thinking cannot be off at the highest efforts. */
        EFFORT_NEEDS_THINKING,
        /** It writes up to 128,000 tokens under a beta of that name. */
        LONG_BY_BETA
    }

    public ClaudeModel {
        modes = Set.copyOf(modes);
        efforts = List.copyOf(efforts);
        traits = Set.copyOf(traits);
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    ClaudeModel answeringAs(String id) {
        return new ClaudeModel(family, id, modes, efforts, mostOutput, window, traits);
    }
}
