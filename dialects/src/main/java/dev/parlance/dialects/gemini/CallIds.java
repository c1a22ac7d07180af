package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives an id to calls that came without one, the same one in every request, and pairs results without an id with the calls before them: by
 * the function's name, then by order. All other dialects pair by id alone.
 */
final class CallIds {
    private final Set<String> taken = new HashSet<>();
    private final List<Open> open = new ArrayList<>();
    private int minted;

    private record Open(String id, String name) {}

    private CallIds() {}

    static List<Message> given(List<Message> messages) {
        CallIds ids = new CallIds();
        messages.forEach(ids::take);
        return messages.stream().map(ids::with).toList();
    }

    private void take(Message message) {
        for (Content part : message.content()) {
            if (part instanceof Content.ToolCall call) {
                taken.add(call.id());
            }
        }
    }

    private Message with(Message message) {
        return switch (message) {
            case Message.Assistant turn -> calls(turn);
            case Message.ToolResult result -> result(result);
            case Message.System system -> system;
            case Message.User user -> user;
        };
    }

    private Message calls(Message.Assistant turn) {
        if (!turn.callsTools()) {
            return turn;
        }
        List<Content> content = new ArrayList<>(turn.content().size());
        for (Content part : turn.content()) {
            if (part instanceof Content.ToolCall call) {
                String id = call.id().isEmpty() ? mint() : call.id();
                open.add(new Open(id, call.name()));
                content.add(new Content.ToolCall(id, call.name(), call.arguments(), call.extra()));
            } else {
                content.add(part);
            }
        }
        return turn.withContent(content);
    }

    private Message result(Message.ToolResult result) {
        String name = name(result);
        Open call = find(result.callId(), name);
        open.remove(call);
        String id = result.callId().isEmpty() ? call == null ? mint() : call.id() : result.callId();
        boolean known = call != null && call.name().equals(name);
        return new Message.ToolResult(
                id, result.content(), result.form(), known ? result.extra().without("name") : result.extra());
    }

    private @Nullable Open find(String id, String name) {
        for (Open call : open) {
            if (id.isEmpty() ? call.name().equals(name) : call.id().equals(id)) {
                return call;
            }
        }
        return id.isEmpty() && !open.isEmpty() ? open.getFirst() : null;
    }

    private static String name(Message.ToolResult result) {
        RawJson name = result.extra().get("name");
        return name != null && name.valueOrNull() instanceof JsonString(String text) ? text : "";
    }

    private String mint() {
        String id;
        do {
            minted++;
            id = Names.MINTED + minted;
        } while (!taken.add(id));
        return id;
    }
}
