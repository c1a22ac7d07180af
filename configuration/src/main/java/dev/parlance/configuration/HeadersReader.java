package dev.parlance.configuration;

import dev.parlance.providers.value.Template;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The further headers of a provider. */
record HeadersReader(Section section) {
    /** The connection's own affair (RFC 9110, 7.6.1; java.net.http refuses most of them). */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "host",
            "content-length",
            "content-type",
            "transfer-encoding",
            "connection",
            "expect",
            "upgrade",
            "te",
            "trailer",
            "keep-alive");

    private static final Set<String> OF_THE_KEY = Set.of("authorization", "api-key", "x-api-key", "x-goog-api-key");

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    /** The headers that may be sent. */
    Map<String, Template> read() {
        Map<String, Template> headers = section.get(ProviderTable.HEADERS);
        if (headers == null) {
            return Map.of();
        }
        Map<String, Template> sent = new LinkedHashMap<>();
        Place table = section.at(ProviderTable.HEADERS);
        for (Map.Entry<String, Template> header : headers.entrySet()) {
            Place at = table.member(header.getKey());
            String lower = header.getKey().toLowerCase(Locale.ROOT);
            if (!header.getKey().matches(TOKEN)) {
                at.fault("this is no name of a header", "Letters, digits and dashes, no spaces.");
            } else if (OF_THE_CONNECTION.contains(lower)) {
                at.fault(header.getKey() + " is set by the connection itself", "Leave it out.");
            } else {
                if (OF_THE_KEY.contains(lower)) {
                    at.warn(header.getKey() + " never replaces the key of the provider; use api-key or bearer-token");
                }
                sent.put(header.getKey(), header.getValue());
            }
        }
        return sent;
    }
}
