package dev.parlance.cli.json;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.providers.UpstreamRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a request is written: everything that would go over the wire, with secrets masked. */
public final class RequestShape {
    private RequestShape() {}

    /** Method, address, headers and body. */
    public static JsonObject of(UpstreamRequest request) {
        Map<String, JsonValue> headers = new LinkedHashMap<>();
        request.headers().forEach(header -> headers.put(header.name(), JsonValue.of(header.masked())));
        return new ObjectShape()
                .put("method", "POST")
                .put("url", request.url().toString())
                .put("headers", new JsonObject(headers))
                .put("body", ResponseShape.valueOrText(request.body()))
                .object();
    }
}
