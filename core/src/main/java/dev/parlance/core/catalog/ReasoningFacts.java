package dev.parlance.core.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one model at one host deals with reasoning. The facts are independent switches, for hosts mix them freely.
 *
 * @param thinks when the model thinks
 * @param spelling how thinking is asked for
 * @param levels the effort words the model takes; null when unknown, empty when it has none
 * @param levelNames effort words of others and the word to send for them
 * @param field the wire member of reasoning text in requests; null for none, {@code *} for the name it was received under
 * @param replay which reasoning is sent back
 * @param whenMissing what stands in for reasoning that a thinking tool turn has not; null for nothing
 * @param missingIn in which turns the stand-in is wanted
 * @param tags the name of the tag in which the host writes reasoning into its text; null for none
 * @param budget the thinking budgets the model takes, or null
 * @param offLevel the effort word that stands for off where the model cannot stop thinking, or null
 * @param offWord the word of the thinking object that comes nearest to off where {@code disabled} is refused, or null
 * @param keep whether the host can be asked to feed earlier reasoning back to the model
 * @param forcedChoice which forced tool choices are taken while thinking
 */
public record ReasoningFacts(
        Thinks thinks,
        Spelling spelling,
        @Nullable List<String> levels,
        Map<String, String> levelNames,
        @Nullable String field,
        Replay replay,
        @Nullable String whenMissing,
        MissingIn missingIn,
        @Nullable String tags,
        @Nullable Budget budget,
        @Nullable String offLevel,
        @Nullable String offWord,
        Keep keep,
        ForcedChoice forcedChoice) {

    /** When the model thinks. */
    public enum Thinks implements Labelled {
        /** Always; it cannot be switched off. */
        ALWAYS,
        /** Unless it is switched off. */
        BY_DEFAULT,
        /** Only when asked. */
        ON_REQUEST,
        /** Never. */
        NEVER,
        /** Nobody told. */
        UNKNOWN
    }

    /** How thinking is asked for. */
    public enum Spelling implements Labelled {
        /** There is no member for it. */
        NONE,
        /** An effort word alone: {@code "reasoning_effort": "<level>"}, {@code "reasoning": {"effort"}}, {@code "thinkingLevel"}. */
        REASONING_EFFORT,
        /** {@code "thinking": {"type": "enabled" | "disabled"}}. */
        THINKING_OBJECT,
        /** {@code "thinking": {"type": "enabled", "effort": "<level>"}}. */
        THINKING_OBJECT_WITH_EFFORT,
        /** Off and on by the thinking object, beside it the effort word: {@code "thinking": {"type": "enabled"}, "reasoning_effort": "<level>"}. */
        THINKING_OBJECT_AND_EFFORT,
        /** {@code "reasoning": {"effort": "<level>"}}, or {@code max_tokens} or {@code enabled} in its place. */
        REASONING_OBJECT,
        /** {@code "thinking": {"type": "adaptive" | "disabled"}}, and where the model has levels, the effort word beside it. */
        ADAPTIVE,
        /** A number of tokens. */
        BUDGET
    }

    /** Which reasoning of the history is sent back. */
    public enum Replay implements Labelled {
        /** None. */
        NEVER,
        /** That of turns after the last user message, while a tool loop is open. */
        TOOL_LOOP,
        /** All that the host itself issued. */
        OWN,
        /** All of its own that carries the host's signature; unsigned text would be refused. */
        SIGNED,
        /** All of its own that carries the host's encrypted item or its id. */
        ENCRYPTED_ITEM
    }

    /** In which assistant turns missing reasoning is refused. */
    public enum MissingIn implements Labelled {
        /** In those that call tools. */
        TOOL_TURNS,
        /** In all of them, once the conversation holds a call. */
        EVERY_TURN_ONCE_TOOLS
    }

    /**
     * The thinking budgets that a model takes, in tokens.
     *
     * @param zero whether 0 switches thinking off
     * @param dynamic whether the model can choose by itself
     */
    public record Budget(int min, int max, boolean zero, boolean dynamic) {}

    /** Whether earlier reasoning can be kept in the model's view. */
    public enum Keep implements Labelled {
        /** There is no such member. */
        UNSUPPORTED,
        /** On request. */
        ON_REQUEST,
        /** The model always does. */
        IMPLIED
    }

    /** Which forced tool choices the host takes while the model thinks. */
    public enum ForcedChoice implements Labelled {
        /** All. */
        ALLOWED,
        /** {@code required}, but not a named function. */
        REQUIRED_ONLY,
        /** Neither. */
        REFUSED
    }

    /** An enum whose constants have a kebab-case spelling in catalog data. */
    public interface Labelled {
        /** The constant's name. */
        String name();

        /** For example {@code by-default}. */
        default String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public ReasoningFacts {
        levels = levels == null ? null : List.copyOf(levels);
        levelNames = Map.copyOf(levelNames);
    }

    /** Nothing is known, so nothing about reasoning is sent on a guess. */
    public static final ReasoningFacts UNKNOWN = new ReasoningFacts(
            Thinks.UNKNOWN,
            Spelling.NONE,
            null,
            Map.of(),
            null,
            Replay.NEVER,
            null,
            MissingIn.TOOL_TURNS,
            null,
            null,
            null,
            null,
            Keep.UNSUPPORTED,
            ForcedChoice.ALLOWED);
}
