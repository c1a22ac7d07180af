package dev.parlance.core.chat;

import dev.parlance.core.wire.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * Tokens counted by the provider. Null means not told, which is not zero.
 *
 * @param input all input, cache reads and writes included
 * @param inputCacheRead the part of the input that came from the provider's cache
 * @param inputCacheWrite the part of the input that was put into the cache
 * @param output all output, reasoning included
 * @param outputReasoning the part of the output that was reasoning
 * @param raw the provider's own object
 */
public record Usage(
        @Nullable Long input,
        @Nullable Long inputCacheRead,
        @Nullable Long inputCacheWrite,
        @Nullable Long output,
        @Nullable Long outputReasoning,
        RawJson raw) {}
