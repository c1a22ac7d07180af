package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.Usage;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import org.jspecify.annotations.Nullable;

/** Reads a usage object. */
final class UsageReader {
    private UsageReader() {}

    static Usage read(JsonObject usage) {
        JsonObject inputDetails = usage.object("input_tokens_details");
        Long input = number(usage, "input_tokens");
        Long output = number(usage, "output_tokens");
        Long reasoning = number(usage.object("output_tokens_details"), "reasoning_tokens");
        return new Usage(
                input,
                number(inputDetails, "cached_tokens"),
                number(inputDetails, "cache_write_tokens"),
                withReasoning(input, output, reasoning, number(usage, "total_tokens")),
                reasoning,
                RawJson.of(usage));
    }

    /** xAI's Chat counts reasoning beside the output; should its Responses ever do so too, the total gives it away. */
    private static @Nullable Long withReasoning(
            @Nullable Long input, @Nullable Long output, @Nullable Long reasoning, @Nullable Long total) {
        if (input == null || output == null || reasoning == null || total == null) {
            return output;
        }
        return reasoning > 0 && input + output + reasoning == total ? Long.valueOf(output + reasoning) : output;
    }

    private static @Nullable Long number(@Nullable JsonObject object, String name) {
        return object != null && object.get(name) instanceof JsonNumber number ? number.wholeNumber() : null;
    }
}
