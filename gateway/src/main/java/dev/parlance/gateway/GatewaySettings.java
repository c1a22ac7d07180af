package dev.parlance.gateway;

import dev.parlance.gateway.memory.MemorySettings;
import dev.parlance.gateway.observation.ObservationSettings;
import dev.parlance.gateway.routing.CallPolicy;
import dev.parlance.providers.credential.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * All that a gateway is told at its start. Immutable; start from {@link #DEFAULT}.
 *
 * @param listening where and to whom
 * @param limits what it takes at the most
 * @param calls how long calls wait and how often they are tried
 * @param memory how much reasoning is remembered for clients that throw it away
 * @param observation what is told about calls
 */
public record GatewaySettings(
        Listening listening, Limits limits, CallPolicy calls, MemorySettings memory, ObservationSettings observation) {
    /** 127.0.0.1:4680 without a key, a lane for each core, 30 s to drain. */
    public static final GatewaySettings DEFAULT = new GatewaySettings(
            new Listening(
                    "127.0.0.1",
                    4680,
                    Math.max(1, Runtime.getRuntime().availableProcessors()),
                    Duration.ofSeconds(30),
                    Map.of(),
                    Set.of(),
                    null),
            Limits.DEFAULT,
            CallPolicy.DEFAULT,
            MemorySettings.DEFAULT,
            ObservationSettings.DEFAULT);

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Listening elsewhere or to others. */
    public GatewaySettings with(Listening other) {
        return new GatewaySettings(other, limits, calls, memory, observation);
    }

    /** With other limits. */
    public GatewaySettings with(Limits other) {
        return new GatewaySettings(listening, other, calls, memory, observation);
    }

    /** With other waiting. */
    public GatewaySettings with(CallPolicy other) {
        return new GatewaySettings(listening, limits, other, memory, observation);
    }

    /** With another memory of reasoning. */
    public GatewaySettings with(MemorySettings other) {
        return new GatewaySettings(listening, limits, calls, other, observation);
    }

    /** With other words about calls. */
    public GatewaySettings with(ObservationSettings other) {
        return new GatewaySettings(listening, limits, calls, memory, other);
    }

    /** Listening on another address. */
    public GatewaySettings withHost(String host) {
        return with(new Listening(
                host,
                listening.port(),
                listening.lanes(),
                listening.drain(),
                listening.keys(),
                listening.origins(),
                listening.certificate()));
    }

    /** Listening on another port; 0 for any free one. */
    public GatewaySettings withPort(int port) {
        return with(new Listening(
                listening.host(),
                port,
                listening.lanes(),
                listening.drain(),
                listening.keys(),
                listening.origins(),
                listening.certificate()));
    }

    /** With another number of event loops. */
    public GatewaySettings withLanes(int lanes) {
        return with(new Listening(
                listening.host(),
                listening.port(),
                lanes,
                listening.drain(),
                listening.keys(),
                listening.origins(),
                listening.certificate()));
    }

    /** With another time to drain. */
    public GatewaySettings withDrain(Duration drain) {
        return with(new Listening(
                listening.host(),
                listening.port(),
                listening.lanes(),
                drain,
                listening.keys(),
                listening.origins(),
                listening.certificate()));
    }

    /** Requiring one of these keys, by the client's name; none to let everybody in. */
    public GatewaySettings withKeys(Map<String, Secret> keys) {
        return with(new Listening(
                listening.host(),
                listening.port(),
                listening.lanes(),
                listening.drain(),
                keys,
                listening.origins(),
                listening.certificate()));
    }

    /** Letting web pages of these origins call. */
    public GatewaySettings withOrigins(Set<String> origins) {
        return with(new Listening(
                listening.host(),
                listening.port(),
                listening.lanes(),
                listening.drain(),
                listening.keys(),
                origins,
                listening.certificate()));
    }

    /** Listening with TLS. */
    public GatewaySettings withCertificate(Listening.Certificate certificate) {
        return with(new Listening(
                listening.host(),
                listening.port(),
                listening.lanes(),
                listening.drain(),
                listening.keys(),
                listening.origins(),
                certificate));
    }

    /** With another limit of request bodies. */
    public GatewaySettings withMaxBodyBytes(long bytes) {
        return with(new Limits(bytes, limits.headerBytes(), limits.openCalls(), limits.bodyTime()));
    }

    /** With another limit of calls at the same time. */
    public GatewaySettings withOpenCalls(int most) {
        return with(new Limits(limits.bodyBytes(), limits.headerBytes(), most, limits.bodyTime()));
    }

    /** With another time for clients to send their request. */
    public GatewaySettings withBodyTime(Duration time) {
        return with(new Limits(limits.bodyBytes(), limits.headerBytes(), limits.openCalls(), time));
    }

    /** With other limits of waiting for a host. */
    public GatewaySettings withTimeouts(Duration connect, Duration idle) {
        return with(calls.withTimeouts(connect, idle));
    }
}
