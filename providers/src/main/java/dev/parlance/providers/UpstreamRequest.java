package dev.parlance.providers;

import dev.parlance.core.wire.RawJson;
import java.net.URI;
import java.util.List;

/** A POST as it goes over the wire. Prints with its secrets masked. */
public record UpstreamRequest(URI url, List<Header> headers, RawJson body) {
    public UpstreamRequest {
        headers = List.copyOf(headers);
    }
}
