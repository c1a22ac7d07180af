package dev.parlance.core.dialect;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the path, the query and the headers of a client's request say about it, for dialects that do not put all of it into the body.
 *
 * @param model the model that the path names, or null
 * @param streaming whether the path asks for a stream, or null when the body says
 * @param eventStream whether a stream is wanted as server-sent events; else as one JSON array
 * @param headers by lower-case name; only those that carry meaning for the dialect
 */
public record RequestTarget(
        @Nullable String model, @Nullable Boolean streaming, boolean eventStream, Map<String, String> headers) {
    /** The body says everything. */
    public static final RequestTarget NONE = new RequestTarget(null, null, true, Map.of());

    public RequestTarget {
        headers = Map.copyOf(new TreeMap<>(headers));
    }
}
