package dev.parlance.core.chat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
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
        RawJson raw) {

    /** What both cost together; a number that neither told stays untold. The raw objects stand side by side in an array. */
    public Usage plus(Usage other) {
        return new Usage(
                sum(input, other.input),
                sum(inputCacheRead, other.inputCacheRead),
                sum(inputCacheWrite, other.inputCacheWrite),
                sum(output, other.output),
                sum(outputReasoning, other.outputReasoning),
                RawJson.of(beside(raw.valueOrText(), other.raw.valueOrText())));
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : other == null ? one : Long.valueOf(one + other);
    }

    private static JsonArray beside(JsonValue one, JsonValue other) {
        List<JsonValue> all = new ArrayList<>();
        for (JsonValue raw : List.of(one, other)) {
            if (raw instanceof JsonArray(List<JsonValue> earlier)) {
                all.addAll(earlier);
            } else {
                all.add(raw);
            }
        }
        return new JsonArray(all);
    }
}
