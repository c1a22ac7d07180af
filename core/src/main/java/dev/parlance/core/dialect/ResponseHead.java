package dev.parlance.core.dialect;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head of an answer.
 *
 * @param status HTTP status
 * @param headers by lower-case name
 */
public record ResponseHead(int status, Map<String, List<String>> headers) {
    /** A success without headers. */
    public static final ResponseHead OK = new ResponseHead(200, Map.of());

    private static final List<String> REQUEST_IDS =
            List.of("x-request-id", "apim-request-id", "x-trace-id", "request-id");

    public ResponseHead {
        Map<String, List<String>> lower = HashMap.newHashMap(headers.size());
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = Collections.unmodifiableMap(lower);
    }

    /** The provider's id of the call, for its support; null when it gave none. */
    public @Nullable String requestId() {
        for (String name : REQUEST_IDS) {
            String id = header(name);
            if (id != null && !id.isBlank()) {
                return id;
            }
        }
        return null;
    }

    /** The first value of that header, or null. */
    public @Nullable String header(String lowerCaseName) {
        List<String> values = headers.get(lowerCaseName);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }
}
