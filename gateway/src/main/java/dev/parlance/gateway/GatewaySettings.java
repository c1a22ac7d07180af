package dev.parlance.gateway;

import java.time.Duration;

/**
 * How a gateway listens and how long it waits. Immutable; start from {@link #DEFAULT}.
 *
 * @param host the address to listen on; loopback unless told otherwise
 * @param port the port, 0 for any free one
 * @param maxBodyBytes the largest request body
 * @param lanes event loops, each with its own server and client
 * @param drain how long open calls may go on after {@link Gateway#close}
 * @param connectTimeout how long connecting to a host may take
 * @param idleTimeout how long a host may be silent within a call
 */
public record GatewaySettings(
        String host,
        int port,
        long maxBodyBytes,
        int lanes,
        Duration drain,
        Duration connectTimeout,
        Duration idleTimeout) {
    /** 127.0.0.1:4680, bodies to 64 MiB, a lane for each core, 30 s to drain, 10 s to connect, 5 minutes of silence. */
    public static final GatewaySettings DEFAULT = new GatewaySettings(
            "127.0.0.1",
            4680,
            64L << 20,
            Math.max(1, Runtime.getRuntime().availableProcessors()),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMinutes(5));

    public GatewaySettings {
        require(port >= 0 && port <= 65_535, "port is between 0 and 65535, not " + port);
        require(maxBodyBytes >= 1 && maxBodyBytes <= Integer.MAX_VALUE - 16, "max-body is between 1 byte and 2 GiB");
        require(lanes >= 1, "at least one lane is needed");
        require(!drain.isNegative(), "drain is not negative");
        require(connectTimeout.toMillis() >= 1 && idleTimeout.toMillis() >= 1, "timeouts are at least 1 ms");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Listening on another address. */
    public GatewaySettings withHost(String newHost) {
        return new GatewaySettings(newHost, port, maxBodyBytes, lanes, drain, connectTimeout, idleTimeout);
    }

    /** Listening on another port; 0 for any free one. */
    public GatewaySettings withPort(int newPort) {
        return new GatewaySettings(host, newPort, maxBodyBytes, lanes, drain, connectTimeout, idleTimeout);
    }

    /** With another limit of request bodies. */
    public GatewaySettings withMaxBodyBytes(long bytes) {
        return new GatewaySettings(host, port, bytes, lanes, drain, connectTimeout, idleTimeout);
    }

    /** With another number of event loops. */
    public GatewaySettings withLanes(int count) {
        return new GatewaySettings(host, port, maxBodyBytes, count, drain, connectTimeout, idleTimeout);
    }

    /** With another time to drain. */
    public GatewaySettings withDrain(Duration time) {
        return new GatewaySettings(host, port, maxBodyBytes, lanes, time, connectTimeout, idleTimeout);
    }

    /** With other limits of waiting. */
    public GatewaySettings withTimeouts(Duration connect, Duration idle) {
        return new GatewaySettings(host, port, maxBodyBytes, lanes, drain, connect, idle);
    }
}
