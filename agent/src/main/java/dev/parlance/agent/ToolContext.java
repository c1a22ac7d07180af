package dev.parlance.agent;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What surrounds one call of a tool.
 *
 * @param cancellation set when the call is given up, by its deadline or with the run; the call's thread is interrupted too
 * @param deadline how long the call may take in all
 * @param progress takes words about how far the call is, for the listener; the model never sees them
 */
public record ToolContext(Cancellation cancellation, Duration deadline, Consumer<String> progress) {}
