package dev.parlance.providers;

import dev.parlance.catalog.HostFacts;
import dev.parlance.core.chat.Parameters;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A host at an address, with a credential. Immutable and thread-safe.
 *
 * @param name the provider's name: what stands before the slash of a model name
 * @param baseUrl in its normal form, see {@link BaseUrl}
 * @param key null when there is none
 * @param headers headers of the user's own; they never replace the key
 * @param defaults parameters for requests that do not say themselves
 */
public record Endpoint(
        String name,
        HostFacts host,
        URI baseUrl,
        @Nullable Secret key,
        Map<String, String> headers,
        Parameters defaults) {
    /** What the transport sets itself. */
    private static final Set<String> TRANSPORT =
            Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade");

    private static final Set<String> CREDENTIALS = Set.of("authorization", "api-key", "x-api-key", "x-goog-api-key");

    private static final String USER_AGENT = "parlance/" + Version.text();

    public Endpoint {
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        headers = Collections.unmodifiableMap(byName);
    }

    /** Whether calls can be made: the key is there, or none is needed. */
    public boolean hasCredential() {
        return key != null || !host.keyRequired();
    }

    /** The URL of a call. */
    URI url(String path, String model) {
        return switch (host.addressForm()) {
            case PLAIN -> BaseUrl.resolve(baseUrl, path);
            case AZURE -> AzureAddress.call(baseUrl, path);
            case AZURE_DATED -> AzureDatedAddress.call(baseUrl, path, model);
        };
    }

    /** The headers of a call, the credential last and beyond reach of the user's own headers. Without the key, its place shows asterisks. */
    List<Header> headers(boolean streaming, Map<String, String> ofRequest, @Nullable String keyHeader) {
        Header credential = credential(keyHeader);
        List<Header> all = new ArrayList<>(4 + headers.size());
        all.add(Header.of("content-type", "application/json"));
        all.add(Header.of("accept", streaming ? "text/event-stream" : "application/json"));
        // Answers are read as they come; compressed ones would wait in the compressor.
        all.add(Header.of("accept-encoding", "identity"));
        all.add(Header.of("user-agent", headers.getOrDefault("user-agent", USER_AGENT)));
        headers.forEach((name, value) -> add(all, name.toLowerCase(Locale.ROOT), value));
        ofRequest.forEach((name, value) -> add(all, name, value.replace("{version}", Version.text())));
        if (credential != null) {
            all.add(credential);
        }
        return all;
    }

    /** The first to name a header has it: the transport, then the user, then the request. */
    private static void add(List<Header> all, String lowerName, String value) {
        boolean taken = TRANSPORT.contains(lowerName)
                || all.stream().anyMatch(header -> header.name().equals(lowerName))
                || isCredential(lowerName);
        if (!taken) {
            all.add(Header.of(lowerName, value));
        }
    }

    /** @throws ParlanceException.Unauthenticated when the key is missing that the host demands */
    void requireCredential() {
        if (!hasCredential()) {
            String variables = String.join(" or ", host.keyVariables());
            throw new ParlanceException.Unauthenticated(
                    Failure.of("There is no key for " + name, "Set " + variables + " in the environment of Parlance.")
                            .at(host.name(), null));
        }
    }

    private @Nullable Header credential(@Nullable String keyHeader) {
        if (key == null && !host.keyRequired()) {
            return null;
        }
        if (keyHeader != null) {
            return credential(keyHeader, "");
        }
        return switch (host.authentication()) {
            case BEARER -> credential("authorization", "Bearer ");
            case API_KEY_HEADER -> credential("api-key", "");
            case X_API_KEY -> credential("x-api-key", "");
            case X_GOOG_API_KEY -> credential("x-goog-api-key", "");
            case NONE -> null;
        };
    }

    private Header credential(String name, String scheme) {
        return key == null ? Header.of(name, scheme + "***") : new Header(name, scheme, key);
    }

    /** All names, whichever is used: two credentials in one request are a mistake everywhere. */
    private static boolean isCredential(String lowerName) {
        return CREDENTIALS.contains(lowerName);
    }
}
