package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.Usage;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code usageMetadata}. Thoughts are counted beside the candidates and tool use beside the prompt; what came from the cache is part of
 * the prompt. Recorded: {@code totalTokenCount} is the sum of all four.
 */
final class UsageReader {
    private UsageReader() {}

    static Usage read(JsonObject usage) {
        Long thoughts = Numbers.whole(usage.get("thoughtsTokenCount"));
        return new Usage(
                sum(Numbers.whole(usage.get("promptTokenCount")), Numbers.whole(usage.get("toolUsePromptTokenCount"))),
                Numbers.whole(usage.get("cachedContentTokenCount")),
                null,
                sum(Numbers.whole(usage.get("candidatesTokenCount")), thoughts),
                thoughts,
                RawJson.of(usage));
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one + other;
    }
}
