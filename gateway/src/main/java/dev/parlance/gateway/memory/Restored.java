package dev.parlance.gateway.memory;

import dev.parlance.core.dialect.InboundRequest;

/**
 * A request with what the memory put back.
 *
 * @param request the very same when nothing was put back; else with the adjustment that says so
 * @param turns how many turns of the model got reasoning
 * @param parts how many pieces of it
 */
public record Restored(InboundRequest request, int turns, int parts) {}
