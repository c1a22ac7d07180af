package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows the calls so far: a result must name the function that it answers, and neutral results know only the call's id. Not thread-safe. */
final class CallNames {
    /** The latest call of each id, for some hosts count their ids anew in every turn. */
    private final Map<String, Call> calls = new HashMap<>();

    private final Deque<Call> nameless = new ArrayDeque<>();
    private int count;

    private record Call(String name, int place) {}

    /**
     * A result with the call it answers.
     *
     * @param name the function's name
     * @param place the number of the call in the conversation
     */
    record Answer(Message.ToolResult result, String name, int place) {}

    /** Whether the API is shown that id: it gets none of those that were invented for it. */
    static boolean isSent(String id) {
        return !id.isEmpty() && !id.startsWith(Names.MINTED);
    }

    void called(Message.Assistant turn) {
        for (Content part : turn.content()) {
            if (part instanceof Content.ToolCall tool) {
                Call call = new Call(tool.name(), count++);
                if (tool.id().isEmpty()) {
                    nameless.add(call);
                } else {
                    calls.put(tool.id(), call);
                }
            }
        }
    }

    Answer answer(Message.ToolResult result) {
        Call call = result.callId().isEmpty() ? nameless.poll() : calls.get(result.callId());
        if (call == null) {
            String told = text(result.extra().get("name"));
            return new Answer(result, told == null ? result.callId() : told, Integer.MAX_VALUE);
        }
        return new Answer(result, call.name(), call.place());
    }

    private static @Nullable String text(@Nullable RawJson json) {
        return json != null && json.valueOrNull() instanceof JsonString(String text) ? text : null;
    }
}
