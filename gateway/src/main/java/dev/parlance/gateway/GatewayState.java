package dev.parlance.gateway;

import dev.parlance.gateway.memory.ReasoningMemory;
import dev.parlance.gateway.observation.Observation;
import dev.parlance.gateway.routing.Traffic;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What all lanes share. Thread-safe.
 *
 * @param upstreams those of the moment: an attempt keeps to the ones it began with
 * @param traffic how the targets do
 * @param memory what models thought, for clients that throw it away
 * @param observation what is told about calls
 * @param open how many calls are open on all lanes together
 */
record GatewayState(
        Supplier<Upstreams> upstreams,
        Traffic traffic,
        ReasoningMemory memory,
        Observation observation,
        AtomicInteger open) {}
