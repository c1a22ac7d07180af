package dev.parlance.cli;

import dev.parlance.agent.AgentOutcome;
import dev.parlance.agent.Limit;
import dev.parlance.core.error.ParlanceException;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended, as scripts see it: with the codes of {@code ask}, where a budget that is used up counts as an answer that is not whole.
 *
 * @param code the exit code
 * @param error why there is no answer, or null
 * @param remark what to say about an end that is none, or null
 */
record RunEnd(
        int code,
        @Nullable ParlanceException error,
        @Nullable String remark) {

    /** What became of it. @throws ParlanceException when a setting is to blame */
    static RunEnd of(AgentOutcome outcome) {
        return switch (outcome) {
            case AgentOutcome.Finished finished -> of(AskEnd.of(finished.answer(), null));
            case AgentOutcome.BudgetReached reached ->
                new RunEnd(AskEnd.STOPPED_EARLY, null, "stopped before there was an answer: " + words(reached.which()));
            case AgentOutcome.Cancelled cancelled -> new RunEnd(AskEnd.INTERRUPTED, null, "interrupted");
            case AgentOutcome.Failed failed -> of(AskEnd.failed(failed.error()));
        };
    }

    private static RunEnd of(AskEnd end) {
        return new RunEnd(end.code(), end.error(), end.remark());
    }

    private static String words(Limit limit) {
        return switch (limit) {
            case STEPS -> "its steps are used up. Raise --max-steps.";
            case TIME -> "its time is over. Raise --max-time.";
            case TOKENS -> "its tokens are used up. Raise --max-tokens-total.";
            case MONEY -> "its money is used up.";
            case REPETITION -> "the model calls the same tools with the same results again and again, although told.";
        };
    }
}
