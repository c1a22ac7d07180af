package dev.parlance.dialects.openaichat;

import dev.parlance.core.chat.Usage;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import org.jspecify.annotations.Nullable;

/** Reads a usage object in any of the spellings of the dialect's relatives. */
final class UsageReader {
    private UsageReader() {}

    static Usage read(JsonObject usage) {
        JsonObject promptDetails = usage.object("prompt_tokens_details");
        promptDetails = promptDetails == null ? usage.object("prompt_token_details") : promptDetails;
        Long input = first(number(usage, "prompt_tokens"), number(usage, "input_tokens"));
        Long output = first(number(usage, "completion_tokens"), number(usage, "output_tokens"));
        Long reasoning = first(
                number(usage.object("completion_tokens_details"), "reasoning_tokens"),
                number(usage, "reasoning_tokens"));
        return new Usage(
                input,
                cacheRead(usage, promptDetails),
                first(
                        number(promptDetails, "cache_write_tokens"),
                        number(promptDetails, "cache_creation_tokens"),
                        number(promptDetails, "cache_creation_input_tokens"),
                        number(usage, "cache_creation_input_tokens")),
                withReasoning(input, output, reasoning, number(usage, "total_tokens")),
                reasoning,
                RawJson.of(usage));
    }

    private static @Nullable Long cacheRead(JsonObject usage, @Nullable JsonObject promptDetails) {
        return first(
                number(usage, "cached_tokens"),
                number(promptDetails, "cached_tokens"),
                number(usage, "prompt_cache_hit_tokens"),
                number(usage, "num_cached_tokens"),
                number(usage, "cache_read_input_tokens"));
    }

    /** xAI counts reasoning beside the output; the total gives it away, so that no host need be named. */
    private static @Nullable Long withReasoning(
            @Nullable Long input, @Nullable Long output, @Nullable Long reasoning, @Nullable Long total) {
        if (input == null || output == null || reasoning == null || total == null) {
            return output;
        }
        return reasoning > 0 && input + output + reasoning == total ? Long.valueOf(output + reasoning) : output;
    }

    @SafeVarargs
    private static <T> @Nullable T first(@Nullable T... candidates) {
        for (T candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        return null;
    }

    private static @Nullable Long number(@Nullable JsonObject object, String name) {
        return object != null && object.get(name) instanceof JsonNumber number ? number.wholeNumber() : null;
    }
}
