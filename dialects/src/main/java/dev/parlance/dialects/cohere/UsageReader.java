package dev.parlance.dialects.cohere;

import dev.parlance.core.chat.Usage;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * Reads usage: what was read and written, not what was billed. What came from the cache is part of the input and reasoning part of the
 * output, as the recorded counts suggest; no total proves it.
 */
final class UsageReader {
    private UsageReader() {}

    static Usage read(JsonObject usage) {
        JsonObject tokens = usage.object("tokens");
        return new Usage(
                number(tokens, "input_tokens"),
                number(usage, "cached_tokens"),
                null,
                number(tokens, "output_tokens"),
                number(tokens, "reasoning_tokens"),
                RawJson.of(usage));
    }

    private static @Nullable Long number(@Nullable JsonObject object, String name) {
        return object != null && object.get(name) instanceof JsonNumber number ? number.wholeNumber() : null;
    }
}
