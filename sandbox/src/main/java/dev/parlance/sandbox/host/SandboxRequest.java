package dev.parlance.sandbox.host;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One HTTP request as a host sees it. Immutable and thread-safe. Its text form holds no header, hence no key. */
public final class SandboxRequest {
    private static final Set<String> SECRET_HEADERS = Set.of(
            "authorization",
            "proxy-authorization",
            "api-key",
            "x-api-key",
            "x-goog-api-key",
            "ocp-apim-subscription-key",
            "cookie");

    private final String method;
    private final String path;
    private final String query;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * @param query the raw query without the question mark, empty when there is none
     * @param headers names in any case
     * @param body must not be changed afterwards
     */
    public SandboxRequest(String method, String path, String query, Map<String, String> headers, byte[] body) {
        Map<String, String> lowerCased = new TreeMap<>();
        headers.forEach((name, value) -> lowerCased.put(name.toLowerCase(Locale.ROOT), value));
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = Collections.unmodifiableMap(lowerCased);
        this.body = body;
    }

    /** For example {@code POST}. */
    public String method() {
        return method;
    }

    /** The path without the query, beginning with a slash. */
    public String path() {
        return path;
    }

    /** The raw query, empty when there is none. */
    public String query() {
        return query;
    }

    /** All headers, names in lower case. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The header of that lower-case name, or null. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** A copy of the body. */
    public byte[] body() {
        return body.clone();
    }

    /** Length of the body in bytes. */
    public int bodyLength() {
        return body.length;
    }

    /** The body as text. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The key in a bearer header, or null when the header is absent or of another scheme. */
    public @Nullable String bearerKey() {
        String value = headers.get("authorization");
        if (value == null || !value.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return null;
        }
        String key = value.substring(7).strip();
        return key.isEmpty() ? null : key;
    }

    /** The same request at another path. */
    public SandboxRequest withPath(String otherPath) {
        return new SandboxRequest(method, otherPath, query, headers, body);
    }

    /** The same request with the values of all headers that carry keys replaced by {@code ***}; a scheme such as Bearer stays. */
    public SandboxRequest redacted() {
        Map<String, String> harmless = new TreeMap<>(headers);
        harmless.replaceAll((name, value) -> SECRET_HEADERS.contains(name) ? redactedValue(value) : value);
        return new SandboxRequest(method, path, query.replaceAll("(^|&)key=[^&]*", "$1key=***"), harmless, body);
    }

    private static String redactedValue(String value) {
        return value.regionMatches(true, 0, "Bearer ", 0, 7) ? value.substring(0, 7) + "***" : "***";
    }

    @Override
    public String toString() {
        return method + " " + path + " (" + body.length + " bytes)";
    }
}
