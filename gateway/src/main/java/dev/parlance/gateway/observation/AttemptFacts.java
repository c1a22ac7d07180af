package dev.parlance.gateway.observation;

/**
 * What is known of an attempt before it is made.
 *
 * @param provider the name in the configuration
 * @param host the host's name in the catalog
 * @param telemetry the host's name in traces
 * @param model as the provider names it
 * @param dialect the one spoken with the host
 * @param number one for the first of the call
 */
public record AttemptFacts(
        String provider,
        String host,
        String telemetry,
        String model,
        String dialect,
        LaneUsed lane,
        int number,
        AttemptReason reason) {}
