package dev.parlance.dialects.anthropic;

import dev.parlance.core.chat.Usage;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads usage. What the cache held is counted beside the input, and belongs to it. */
final class UsageReader {
    private UsageReader() {}

    /** Counts that came earlier, revised by later ones; a null revises nothing. */
    static JsonObject revised(@Nullable JsonObject before, JsonObject later) {
        if (before == null) {
            return later;
        }
        JsonObject all = before;
        for (Map.Entry<String, JsonValue> member : later.members().entrySet()) {
            if (!(member.getValue() instanceof JsonNull)) {
                all = all.with(member.getKey(), member.getValue());
            }
        }
        return all;
    }

    static Usage read(JsonObject usage) {
        Long fresh = number(usage, "input_tokens");
        Long written = number(usage, "cache_creation_input_tokens");
        Long cached = number(usage, "cache_read_input_tokens");
        Long input = fresh == null ? null : Long.valueOf(fresh + orNone(written) + orNone(cached));
        return new Usage(
                input,
                cached,
                written,
                number(usage, "output_tokens"),
                number(usage.object("output_tokens_details"), "thinking_tokens"),
                RawJson.of(usage));
    }

    private static long orNone(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    private static @Nullable Long number(@Nullable JsonObject object, String name) {
        return object != null && object.get(name) instanceof JsonNumber number ? number.wholeNumber() : null;
    }
}
