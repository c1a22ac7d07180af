package dev.parlance.gateway;

import dev.parlance.providers.credential.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a gateway listens and to whom.
 *
 * @param host the address to listen on; loopback unless told otherwise
 * @param port the port, 0 for any free one
 * @param lanes event loops, each with its own server and client
 * @param drain how long open calls may go on after {@link Gateway#close}
 * @param keys by the client's name, the keys of which one is required; none lets everybody in
 * @param origins of web pages that may call, {@code *} for all; none for no page but the gateway's own
 * @param certificate for listening with TLS, or null for plain text
 */
public record Listening(
        String host,
        int port,
        int lanes,
        Duration drain,
        Map<String, Secret> keys,
        Set<String> origins,
        @Nullable Certificate certificate) {

    /**
     * What TLS needs, in PEM files.
     *
     * @param chain the certificate, and those between it and a known root
     * @param key its private key
     */
    public record Certificate(Path chain, Path key) {}

    public Listening {
        GatewaySettings.require(port >= 0 && port <= 65_535, "port is between 0 and 65535, not " + port);
        GatewaySettings.require(lanes >= 1, "at least one lane is needed");
        GatewaySettings.require(!drain.isNegative(), "drain is not negative");
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        origins = Collections.unmodifiableSet(new TreeSet<>(origins));
    }

    /** {@code http} or {@code https}. */
    String scheme() {
        return certificate == null ? "http" : "https";
    }
}
