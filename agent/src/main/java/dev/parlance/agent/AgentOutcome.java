package dev.parlance.agent;

import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.error.ParlanceException;

/** How a run ended. In each case the transcript is well-formed: no call without a result. */
public sealed interface AgentOutcome {
    /** What was said and done. */
    Transcript transcript();

    /** What it cost. */
    Spending spent();

    /** The model has answered. */
    record Finished(ChatResponse answer, Transcript transcript, Spending spent) implements AgentOutcome {}

    /** A limit was reached first. */
    record BudgetReached(Limit which, Transcript transcript, Spending spent) implements AgentOutcome {}

    /** The caller gave up. */
    record Cancelled(Transcript transcript, Spending spent) implements AgentOutcome {}

    /** The model could not be asked, or gave no usable answer. */
    record Failed(ParlanceException error, Transcript transcript, Spending spent) implements AgentOutcome {}
}
