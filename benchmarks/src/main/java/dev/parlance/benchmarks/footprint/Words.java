package dev.parlance.benchmarks.footprint;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/** What an event of a stream says, in Chat Completions or in Anthropic's Messages. */
final class Words {
    private Words() {}

    /** 1 when it brings text. */
    static int in(JsonObject event) {
        JsonObject chat = choice(event);
        JsonObject delta = chat == null ? event.object("delta") : chat.object("delta");
        String text = delta == null ? null : delta.text(chat == null ? "text" : "content");
        return text == null || text.isEmpty() ? 0 : 1;
    }

    /** How many tokens the host counted, which is the number of words here; less than 0 when it does not say. */
    static long told(JsonObject event) {
        JsonObject usage = event.object("usage");
        if (usage == null) {
            return -1;
        }
        JsonValue chat = usage.get("completion_tokens");
        JsonValue count = chat == null ? usage.get("output_tokens") : chat;
        return count instanceof JsonNumber number ? Long.parseLong(number.literal()) : -1;
    }

    /** Whether it says why the answer ends. */
    static boolean finishes(JsonObject event) {
        JsonObject chat = choice(event);
        JsonObject delta = event.object("delta");
        return chat == null ? delta != null && delta.text("stop_reason") != null : chat.text("finish_reason") != null;
    }

    private static @Nullable JsonObject choice(JsonObject event) {
        return !event.elements("choices").isEmpty() && event.elements("choices").getFirst() instanceof JsonObject choice
                ? choice
                : null;
    }
}
