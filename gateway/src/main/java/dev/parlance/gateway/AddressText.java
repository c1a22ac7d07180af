package dev.parlance.gateway;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what is percent-encoded in the address of a request, where anybody may write anything. */
final class AddressText {
    private AddressText() {}

    /** The text of a path, or null when a percent sign in it is not followed by two hexadecimal digits. */
    static @Nullable String ofPath(String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** A parameter of the query, or null when there is none or the query cannot be read. */
    static @Nullable String parameter(HttpServerRequest request, String name) {
        try {
            return request.getParam(name);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
