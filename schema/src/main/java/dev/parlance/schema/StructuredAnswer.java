package dev.parlance.schema;

import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Usage;
import org.jspecify.annotations.Nullable;

/**
 * A model's answer as a value.
 *
 * @param response the answer that held the value, the last one where the model was asked again
 * @param usage what all answers cost together, or null when the host told nothing
 * @param corrections how many times the model was asked again
 */
public record StructuredAnswer<T>(
        T value, ChatResponse response, @Nullable Usage usage, int corrections) {}
