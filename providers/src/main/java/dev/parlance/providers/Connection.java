package dev.parlance.providers;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint is reached. Null means as all others are.
 *
 * @param proxy an HTTP proxy
 * @param connectTimeout how long connecting may take
 * @param idleTimeout how long the host may be silent within a call
 * @param capacity how much it is given at once
 */
public record Connection(
        @Nullable URI proxy,
        @Nullable Duration connectTimeout,
        @Nullable Duration idleTimeout,
        @Nullable Capacity capacity) {
    /** As all others. */
    public static final Connection USUAL = new Connection(null, null, null, null);
}
