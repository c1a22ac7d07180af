package dev.parlance.benchmarks.proxy;

import java.util.List;
import java.util.OptionalInt;

/**
 * How a proxy takes the calls of one route.
 *
 * @param port on the loopback address, HTTP/1.1 in clear text
 * @param http2Port where it takes HTTP/2 by prior knowledge in clear text, which may be the same
 * @param path for example {@code /v1/messages}
 * @param headers that it needs, as lines without their end
 * @param modelPrefix what it wants before the name of the upstream's model
 * @param translates whether its answer is in the client's dialect; the floor carries the bytes of the other dialect and leaves the answer in the
 *     upstream's
 */
public record Door(
        int port, OptionalInt http2Port, String path, List<String> headers, String modelPrefix, boolean translates) {

    /** What calls without a client's dialect of their own look like: OpenAI's path, no headers. */
    static Door copying(int port, OptionalInt http2Port, Route route) {
        return new Door(port, http2Port, path(route), List.of(), Parlance.MODEL_PREFIX, false);
    }

    /** The path that the client's library appends. */
    static String path(Route route) {
        return route.translated() ? "/v1/messages" : "/v1/chat/completions";
    }
}
