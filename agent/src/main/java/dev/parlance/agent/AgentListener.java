package dev.parlance.agent;

/** Hears what a run does. Called by one thread at a time, not always the same; the run waits meanwhile. */
@FunctionalInterface
public interface AgentListener {
    /** Hears nothing. */
    AgentListener NONE = event -> {};

    /** Something happened. An exception ends the run and is thrown to its caller. */
    void happened(AgentEvent event);
}
