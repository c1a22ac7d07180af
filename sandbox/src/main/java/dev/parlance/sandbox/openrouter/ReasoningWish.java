package dev.parlance.sandbox.openrouter;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about reasoning (OpenRouter, "Reasoning Tokens"): the {@code reasoning} object or {@code reasoning_effort}.
 *
 * @param on whether to think, null when nothing is said
 * @param excluded whether the thoughts stay away from the answer
 */
record ReasoningWish(@Nullable Boolean on, boolean excluded) {
    private static final List<String> EFFORTS = List.of("xhigh", "high", "medium", "low", "minimal", "none");

    /** Reads the wish and refuses words that are none. */
    static ReasoningWish of(ChatBody body) {
        Boolean on = effort(body.value("reasoning_effort"), "reasoning_effort");
        if (!(body.value("reasoning") instanceof JsonObject reasoning)) {
            if (body.value("reasoning") != null) {
                throw RouterErrors.invalid("Invalid input: expected object at \"reasoning\"");
            }
            return new ReasoningWish(on, false);
        }
        JsonValue effort = ChatBody.present(reasoning.get("effort"));
        JsonValue budget = ChatBody.present(reasoning.get("max_tokens"));
        if (effort != null && budget != null) {
            throw RouterErrors.invalid(
                    "Only one of \"reasoning.effort\" and \"reasoning.max_tokens\" can be specified");
        }
        Boolean asked = effort(effort, "reasoning.effort");
        on = asked != null ? asked : budget != null ? Boolean.TRUE : on;
        if (reasoning.get("enabled") instanceof JsonBoolean(boolean enabled)) {
            on = enabled && (asked == null || asked);
        }
        return new ReasoningWish(on, reasoning.get("exclude") instanceof JsonBoolean(boolean away) && away);
    }

    boolean thinks(RoutedModel model) {
        return switch (model.thinking()) {
            case ALWAYS -> true;
            case UNLESS_OFF -> on == null || on;
            case WHEN_ASKED -> on != null && on;
            case NEVER -> false;
        };
    }

    private static @Nullable Boolean effort(@Nullable JsonValue value, String name) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof JsonString(String word)) || !EFFORTS.contains(word)) {
            throw RouterErrors.invalid(
                    "Invalid option: expected one of \"" + String.join("\"|\"", EFFORTS) + "\" at \"" + name + "\"");
        }
        return !word.equals("none");
    }
}
