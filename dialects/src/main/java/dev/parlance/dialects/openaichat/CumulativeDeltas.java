package dev.parlance.dialects.openaichat;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * For hosts whose deltas may hold all that came so far instead of what is new: a text that begins with what came before counts from there on.
 * Not thread-safe.
 *
 * <p>Source: MiniMax platform documentation, OpenAI API, whose own sample prints only what lies beyond its buffer; recorded streams hold
 * increments.
 */
final class CumulativeDeltas {
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final Map<String, StringBuilder> details = new HashMap<>();

    /** What is new in a piece of content, or null for nothing. */
    @Nullable
    String content(@Nullable String text) {
        return text == null ? null : news(text, content);
    }

    /** What is new in a piece of reasoning, or null for nothing. */
    ChatEvent.@Nullable ReasoningDelta reasoning(ChatEvent.@Nullable ReasoningDelta delta) {
        if (delta == null) {
            return null;
        }
        String text = news(delta.text(), reasoning);
        RawJson given = delta.payload().get(Names.REASONING_DETAILS);
        Members payload = delta.payload();
        if (given != null && given.valueOrNull() instanceof JsonArray(List<JsonValue> entries)) {
            payload = payload.with(Names.REASONING_DETAILS, RawJson.of(new JsonArray(news(entries))));
        }
        boolean nothing = text.isEmpty() && !delta.text().isEmpty();
        return nothing ? null : new ChatEvent.ReasoningDelta(text, delta.field(), payload);
    }

    private List<JsonValue> news(List<JsonValue> entries) {
        List<JsonValue> changed = new ArrayList<>(entries.size());
        for (JsonValue entry : entries) {
            String text = entry instanceof JsonObject object ? object.text("text") : null;
            if (text == null || !(entry instanceof JsonObject object)) {
                changed.add(entry);
            } else {
                String place = String.valueOf(object.get("index"));
                StringBuilder before = details.computeIfAbsent(place, unused -> new StringBuilder());
                changed.add(object.with("text", JsonValue.of(news(text, before))));
            }
        }
        return changed;
    }

    private static String news(String text, StringBuilder before) {
        boolean whole = !before.isEmpty() && text.length() >= before.length() && text.startsWith(before.toString());
        String news = whole ? text.substring(before.length()) : text;
        before.append(news);
        return news;
    }
}
