package dev.parlance.core.dialect;

import dev.parlance.core.wire.RawJson;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What goes on the wire, but for address and credential.
 *
 * @param path below the host's base URL, for example {@code /chat/completions}; may end in a query
 * @param headers by lower-case name: those that the dialect or the host asks for besides the usual ones
 */
public record WireRequest(String path, Map<String, String> headers, RawJson body) {
    public WireRequest {
        headers = headers.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    /** A request without headers of its own. */
    public WireRequest(String path, RawJson body) {
        this(path, Map.of(), body);
    }
}
