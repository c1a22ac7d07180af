package dev.parlance.sandbox.responses;

import static dev.parlance.sandbox.responses.ResponsesHabits.Habit.BINDS_IDS;
import static dev.parlance.sandbox.responses.ResponsesHabits.Habit.CLOSED;
import static dev.parlance.sandbox.responses.ResponsesHabits.Habit.COMMENTS;
import static dev.parlance.sandbox.responses.ResponsesHabits.Habit.DONE_MARKER;
import static dev.parlance.sandbox.responses.ResponsesHabits.Habit.EMPTY_CONTENT;
import static dev.parlance.sandbox.responses.ResponsesHabits.Habit.FORMER_404;
import static dev.parlance.sandbox.responses.ResponsesHabits.Habit.IGNORES_FORMAT;
import static dev.parlance.sandbox.responses.ResponsesHabits.Habit.LATE_THOUGHT_END;
import static dev.parlance.sandbox.responses.ResponsesHabits.Habit.NO_ARGUMENT_DELTAS;
import static dev.parlance.sandbox.responses.ResponsesHabits.Habit.NO_EVENT_LINES;
import static dev.parlance.sandbox.responses.ResponsesHabits.Habit.NO_STATUS_BACK;
import static dev.parlance.sandbox.responses.ResponsesHabits.Habit.NULL_SEAL;
import static dev.parlance.sandbox.responses.ResponsesHabits.Habit.PADS;
import static dev.parlance.sandbox.responses.ResponsesHabits.Habit.ROTATES_IDS;
import static dev.parlance.sandbox.responses.ResponsesHabits.Habit.SEALS;
import static dev.parlance.sandbox.responses.ResponsesHabits.Habit.SEALS_EARLY;
import static dev.parlance.sandbox.responses.ResponsesHabits.Habit.STORES;
import static dev.parlance.sandbox.responses.ResponsesHabits.Habit.THOUGHT_STATUS;
import static dev.parlance.sandbox.responses.ResponsesHabits.Habit.WANTS_FOLLOWER;
import static dev.parlance.sandbox.responses.ResponsesHabits.Habit.WHOLE_ARGUMENTS;

import java.util.Set;

/**
 * How one host of the Responses API differs from the others, after the recordings of each.
 *
 * @param family what seals reasoning: content sealed by one family cannot be opened by another
 * @param ids how ids look
 * @param thoughts where reasoning is shown
 * @param habits everything that is either so or not
 */
public record ResponsesHabits(String family, Ids ids, Thoughts thoughts, Set<Habit> habits) {

    /** How ids look. */
    public enum Ids {
        /** A prefix and a long hexadecimal number; one for each item. */
        PREFIXED,
        /** A UUID for the response, the same with a prefix for its items (xAI). */
        SHARED_UUID,
        /** A bare UUID for everything (DeepSeek). */
        BARE_UUID,
        /** Generation ids and temporary item ids (OpenRouter). */
        GENERATION
    }

    /** Where reasoning is shown. */
    public enum Thoughts {
        /** In the summary, when the request asks for one. */
        SUMMARY_WHEN_ASKED,
        /** In the summary, always. */
        SUMMARY_ALWAYS,
        /** As text in the item's content. */
        TEXT
    }

    /** What a host does or does not do. */
    public enum Habit {
        /** It keeps answers unless told not to, and continues from their ids. */
        STORES,
        /** It gives out encrypted reasoning on request. */
        SEALS,
        /** The first event of a reasoning item holds encrypted content too, which is not the final one. */
        SEALS_EARLY,
        /** A reasoning item without encrypted content says so with a null. */
        NULL_SEAL,
        /** Encrypted content belongs to the item of that id. */
        BINDS_IDS,
        /** Every event of a stream names another item id. */
        ROTATES_IDS,
        /** It refuses a reasoning item that comes back without the item it led to. */
        WANTS_FOLLOWER,
        /** It refuses members that it does not know. */
        CLOSED,
        /** An unknown former answer is a 404 and not a 400. */
        FORMER_404,
        /** It refuses a status on reasoning and message items that come back. */
        NO_STATUS_BACK,
        /** It pads the deltas unless told not to. */
        PADS,
        /** A reasoning item has an empty list of content. */
        EMPTY_CONTENT,
        /** A reasoning item has a status. */
        THOUGHT_STATUS,
        /** The arguments of a call come in one delta. */
        WHOLE_ARGUMENTS,
        /** The arguments of a call come without any delta. */
        NO_ARGUMENT_DELTAS,
        /** The reasoning item ends after the message. */
        LATE_THOUGHT_END,
        /** Structured output is not heeded. */
        IGNORES_FORMAT,
        /** Events have no event line. */
        NO_EVENT_LINES,
        /** A comment opens the stream. */
        COMMENTS,
        /** The stream ends with the end marker of the Chat dialect. */
        DONE_MARKER
    }

    /** OpenAI itself. Recorded: charmbracelet/fantasy, pydantic/pydantic-ai. */
    public static final ResponsesHabits OPENAI = new ResponsesHabits(
            "openai",
            Ids.PREFIXED,
            Thoughts.SUMMARY_WHEN_ASKED,
            Set.of(STORES, SEALS, SEALS_EARLY, BINDS_IDS, WANTS_FOLLOWER, CLOSED, PADS, EMPTY_CONTENT));

    /** GitHub Copilot: nothing is stored, item ids rotate. Recorded: vercel/ai, 0xPlaygrounds/rig. */
    public static final ResponsesHabits COPILOT = new ResponsesHabits(
            "github-copilot",
            Ids.PREFIXED,
            Thoughts.SUMMARY_WHEN_ASKED,
            Set.of(SEALS, NULL_SEAL, ROTATES_IDS, WANTS_FOLLOWER, CLOSED, EMPTY_CONTENT));

    /** xAI: summaries unasked, whole arguments, a status on reasoning. Recorded: 0xPlaygrounds/rig, crmne/ruby_llm. */
    public static final ResponsesHabits XAI = new ResponsesHabits(
            "xai",
            Ids.SHARED_UUID,
            Thoughts.SUMMARY_ALWAYS,
            Set.of(STORES, SEALS, BINDS_IDS, THOUGHT_STATUS, WHOLE_ARGUMENTS));

    /** DeepSeek's layer: reasoning as text, nothing stored. Recorded: pydantic/pydantic-ai, crmne/ruby_llm. */
    public static final ResponsesHabits DEEPSEEK =
            new ResponsesHabits("deepseek", Ids.BARE_UUID, Thoughts.TEXT, Set.of(EMPTY_CONTENT, THOUGHT_STATUS));

    /** OpenRouter: nothing stored, other framing, reasoning ends last. Recorded: pydantic/pydantic-ai. */
    public static final ResponsesHabits OPENROUTER = new ResponsesHabits(
            "openrouter",
            Ids.GENERATION,
            Thoughts.TEXT,
            Set.of(NO_EVENT_LINES, COMMENTS, DONE_MARKER, LATE_THOUGHT_END));

    /** LM Studio: arguments without deltas (recorded: vercel/ai), no structured output (lmstudio-ai/lmstudio-bug-tracker#2403). */
    public static final ResponsesHabits LM_STUDIO = new ResponsesHabits(
            "lm-studio",
            Ids.PREFIXED,
            Thoughts.TEXT,
            Set.of(STORES, THOUGHT_STATUS, NO_ARGUMENT_DELTAS, IGNORES_FORMAT));

    public ResponsesHabits {
        habits = Set.copyOf(habits);
    }

    /** A resource of Azure: OpenAI's ways, and no status on items that come back. Recorded: charmbracelet/fantasy. */
    public static ResponsesHabits azure(String host) {
        return new ResponsesHabits(
                host,
                Ids.PREFIXED,
                Thoughts.SUMMARY_WHEN_ASKED,
                Set.of(
                        STORES,
                        SEALS,
                        SEALS_EARLY,
                        BINDS_IDS,
                        WANTS_FOLLOWER,
                        CLOSED,
                        FORMER_404,
                        NO_STATUS_BACK,
                        PADS));
    }

    boolean has(Habit habit) {
        return habits.contains(habit);
    }
}
