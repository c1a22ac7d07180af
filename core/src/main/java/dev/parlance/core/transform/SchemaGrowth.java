package dev.parlance.core.transform;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;

/**
 * Bounds how much one schema may grow while its parts are copied to where they are needed, so that a small schema whose references or
 * branches multiply cannot fill the memory. Not thread-safe.
 */
final class SchemaGrowth {
    /** Twice what Moonshot's plan endpoint takes as a whole request. */
    private static final long MOST_BYTES = 4_000_000;

    private long left = MOST_BYTES;

    /** Whether there is room for that many copies; if so, it is taken. */
    boolean allows(JsonValue copied, int times) {
        if (left <= 0) {
            return false;
        }
        long bytes = (long) RawJson.of(copied).length() * times;
        if (bytes > left) {
            return false;
        }
        left -= Math.max(bytes, 1);
        return true;
    }
}
