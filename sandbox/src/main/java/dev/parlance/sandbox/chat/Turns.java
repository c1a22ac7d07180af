package dev.parlance.sandbox.chat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the hosted relatives of the dialect have in common about conversations: each call is answered at once and only once, nothing
 * answers a call that was not made, and an assistant says or does something (open-multi-agent/open-multi-agent, PR 178).
 */
public final class Turns {
    private static final Set<String> ASSISTANT_WORDS =
            Set.of("reasoning", "reasoning_content", "reasoning_details", "refusal", "audio", "function_call");

    private Turns() {}

    /** What is wrong with a conversation. */
    public enum Kind {
        /** There is no message. */
        NONE,
        /** A message that is no object or has no role. */
        MALFORMED,
        /** A call has no result before the next turn. */
        UNANSWERED,
        /** A result belongs to no open call. */
        UNCALLED,
        /** An assistant message without text and calls. */
        EMPTY_ASSISTANT
    }

    /**
     * The first thing that is wrong.
     *
     * @param index the message's place, zero-based
     */
    public record Problem(Kind kind, int index) {}

    /** The first problem, or null when there is none. */
    public static @Nullable Problem problem(ChatBody body) {
        if (!(body.value("messages") instanceof JsonArray(List<JsonValue> messages)) || messages.isEmpty()) {
            return new Problem(Kind.NONE, 0);
        }
        Set<String> open = new LinkedHashSet<>();
        for (int index = 0; index < messages.size(); index++) {
            if (!(messages.get(index) instanceof JsonObject message) || message.text("role") == null) {
                return new Problem(Kind.MALFORMED, index);
            }
            if ("tool".equals(message.text("role"))) {
                String id = message.text("tool_call_id");
                if (id == null || !open.remove(id)) {
                    return new Problem(Kind.UNCALLED, index);
                }
            } else if (!open.isEmpty()) {
                return new Problem(Kind.UNANSWERED, index);
            } else if ("assistant".equals(message.text("role"))) {
                if (saysNothing(message)) {
                    return new Problem(Kind.EMPTY_ASSISTANT, index);
                }
                open.addAll(callIds(message));
            }
        }
        return open.isEmpty() ? null : new Problem(Kind.UNANSWERED, messages.size());
    }

    /** The ids of a message's calls, in order. */
    public static Set<String> callIds(JsonObject message) {
        Set<String> ids = new LinkedHashSet<>();
        for (JsonValue call : message.elements("tool_calls")) {
            if (call instanceof JsonObject object && object.get("id") instanceof JsonString(String id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static boolean saysNothing(JsonObject message) {
        boolean silent = switch (ChatBody.present(message.get("content"))) {
            case null -> true;
            case JsonString(String text) -> text.isEmpty();
            case JsonArray(List<JsonValue> parts) -> parts.isEmpty();
            case JsonValue other -> false;
        };
        return silent
                && message.elements("tool_calls").isEmpty()
                && ASSISTANT_WORDS.stream().allMatch(name -> ChatBody.present(message.get(name)) == null);
    }
}
