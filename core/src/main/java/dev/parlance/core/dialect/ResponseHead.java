package dev.parlance.core.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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

    public ResponseHead {
        Map<String, List<String>> lower = new TreeMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = Map.copyOf(lower);
    }

    /** The first value of that header, or null. */
    public @Nullable String header(String lowerCaseName) {
        List<String> values = headers.get(lowerCaseName);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }
}
