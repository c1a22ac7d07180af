package dev.parlance.gateway;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.credential.Secret;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who calls. A key is taken from wherever a client of any dialect puts one. Immutable and thread-safe. */
final class ClientKeys {
    private static final List<String> HEADERS = List.of("x-api-key", "x-goog-api-key", "api-key");

    private final Map<String, Secret> keys;

    ClientKeys(Map<String, Secret> keys) {
        this.keys = keys;
    }

    /**
     * The client of that request. All keys are compared, each in constant time.
     *
     * @throws ParlanceException.Unauthenticated when a key is required and this is none
     */
    Client client(HttpServerRequest request) {
        String given = given(request);
        if (keys.isEmpty()) {
            return new Client(null, given == null ? "" : digest(given));
        }
        String found = null;
        for (Map.Entry<String, Secret> key : keys.entrySet()) {
            if (given != null && key.getValue().matches(given)) {
                found = key.getKey();
            }
        }
        if (found == null) {
            throw new ParlanceException.Unauthenticated(Failure.of(
                            given == null
                                    ? "This gateway wants a key, and the request has none"
                                    : "This gateway does not know the key of the request",
                            "Send one of the gateway's own keys as \"authorization: Bearer …\", x-api-key or x-goog-api-key;"
                                    + " its operator sets them under [gateway.keys].")
                    .withStatus(401));
        }
        return new Client(found, found);
    }

    /**
     * Who calls.
     *
     * @param name what the operator calls the client, or null where no key is required
     * @param partition tells callers apart, and says nothing about their keys
     */
    record Client(@Nullable String name, String partition) {
        /** Somebody who asked for nothing that concerns anybody. */
        static final Client NOBODY = new Client(null, "");
    }

    private static @Nullable String given(HttpServerRequest request) {
        String authorization = request.getHeader("authorization");
        if (authorization != null && authorization.regionMatches(true, 0, "bearer ", 0, 7)) {
            return authorization.substring(7).strip();
        }
        for (String header : HEADERS) {
            String value = request.getHeader(header);
            if (value != null && !value.isBlank()) {
                return value.strip();
            }
        }
        String query = request.query();
        return query != null && query.contains("key=") ? AddressText.parameter(request, "key") : null;
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("Every Java platform has SHA-256", never);
        }
    }
}
