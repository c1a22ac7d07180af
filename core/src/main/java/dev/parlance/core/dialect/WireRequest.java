package dev.parlance.core.dialect;

import dev.parlance.core.wire.RawJson;

/**
 * What goes on the wire, but for address and credential.
 *
 * @param path below the host's base URL, for example {@code /chat/completions}
 */
public record WireRequest(String path, RawJson body) {}
