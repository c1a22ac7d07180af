package dev.parlance.gateway;

import java.time.Duration;

/**
 * What a gateway takes at the most.
 *
 * @param bodyBytes the largest request body
 * @param headerBytes all headers of a request together
 * @param openCalls calls at the same time; more are told to come again
 * @param bodyTime how long a client may take to send its request
 */
public record Limits(long bodyBytes, int headerBytes, int openCalls, Duration bodyTime) {
    /** Bodies to 64 MiB within a minute, headers to 64 KiB, 100,000 calls. */
    public static final Limits DEFAULT = new Limits(64L << 20, 64 << 10, 100_000, Duration.ofMinutes(1));

    public Limits {
        GatewaySettings.require(
                bodyBytes >= 1 && bodyBytes <= Integer.MAX_VALUE - 16, "max-body is between 1 byte and 2 GiB");
        GatewaySettings.require(headerBytes >= 1024, "headers need at least 1 KiB");
        GatewaySettings.require(openCalls >= 1, "at least one call must be let in");
        GatewaySettings.require(bodyTime.toMillis() >= 1, "the time for a request is at least 1 ms");
    }
}
