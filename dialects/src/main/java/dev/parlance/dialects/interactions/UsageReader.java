package dev.parlance.dialects.interactions;

import dev.parlance.core.chat.Usage;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code usage}. Thoughts are counted beside the output and tool use beside the input; what came from the cache is part of the input.
 * Recorded: {@code total_tokens} is the sum of input, output and thoughts.
 */
final class UsageReader {
    private UsageReader() {}

    static Usage read(JsonObject usage) {
        Long thoughts = number(usage, "total_thought_tokens");
        return new Usage(
                sum(number(usage, "total_input_tokens"), number(usage, "total_tool_use_tokens")),
                number(usage, "total_cached_tokens"),
                null,
                sum(number(usage, "total_output_tokens"), thoughts),
                thoughts,
                RawJson.of(usage));
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one + other;
    }

    private static @Nullable Long number(JsonObject usage, String name) {
        return usage.get(name) instanceof JsonNumber number ? number.wholeNumber() : null;
    }
}
