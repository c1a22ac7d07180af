package dev.parlance.agent;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.error.ParlanceException;
import java.time.Duration;
import java.util.List;

/** One thing that happened in a run. */
public sealed interface AgentEvent {

    /** The model is asked, for the step-th time; the first is 1. */
    record StepStarted(int step) implements AgentEvent {}

    /** A piece of the answer arrived. */
    record AnswerArrived(int step, ChatEvent event) implements AgentEvent {}

    /** The answer is whole. */
    record StepAnswered(int step, ChatResponse response) implements AgentEvent {}

    /** A tool was started. */
    record ToolStarted(ToolCall call) implements AgentEvent {}

    /** A tool tells how far it is. */
    record ToolProgressed(ToolCall call, String words) implements AgentEvent {}

    /**
     * There is a result, as the model will read it. Also for calls that could not be started.
     *
     * @param id of the call
     * @param tool what the model called, which may not exist
     * @param cut whether the result was longer than the model is shown
     */
    record ToolEnded(String id, String tool, ToolResult result, boolean cut, Duration time) implements AgentEvent {}

    /** A tool ignored its interrupt; its thread was left behind. */
    record ToolAbandoned(String id, String tool) implements AgentEvent {}

    /**
     * The conversation had what the host does not take: calls without results, results without calls, one id twice in an answer, pictures in
     * results for a model that reads text. It was mended.
     *
     * @param answered ids of calls that were given a result: their own, when it stood elsewhere or held what the model cannot read, or else a
     *     stand-in
     * @param removed ids that were taken away: of results that belonged to no call where they stood, and of calls that had the id of another
     */
    record HistoryRepaired(List<String> answered, List<String> removed) implements AgentEvent {
        public HistoryRepaired {
            answered = List.copyOf(answered);
            removed = List.copyOf(removed);
        }
    }

    /** The model stalled after tool results and is reminded to go on. */
    record StallNoticed(StallEvidence evidence) implements AgentEvent {}

    /**
     * The answer was empty and is asked for again.
     *
     * @param change what is different now, for people
     */
    record EmptyAnswerRetried(ParlanceException error, String change) implements AgentEvent {}

    /** The conversation did not fit and was made shorter; both numbers are messages. */
    record HistoryCompacted(ParlanceException error, int before, int after) implements AgentEvent {}

    /** A call came with the same result again and again. */
    record RepetitionNoticed(String tool, int times) implements AgentEvent {}

    /** The transcript has changed. Saving it now loses nothing: finished tools are in it, unfinished ones are run again on resume. */
    record TranscriptGrown(Transcript transcript) implements AgentEvent {}

    /** The run is over. */
    record RunEnded(AgentOutcome outcome) implements AgentEvent {}
}
