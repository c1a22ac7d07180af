package dev.parlance.core.transform;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what every Chat host refuses about tool turns: a result that no call of the turn before it asked for, and a call left without a
 * result when the conversation goes on. Calls of the very last message may be open: their results are still to come.
 */
final class ToolResultPairs {
    private static final List<String> GOES_ON = List.of("previous_response_id", "conversation");

    private static final String ORDER =
            "The results of a turn's calls follow it directly, one for each call, before anything else is said.";

    private final List<String> unanswered = new ArrayList<>();
    private final Set<String> called = new HashSet<>();
    private int callers = -1;

    private ToolResultPairs() {}

    static Conversation check(Conversation conversation) {
        if (GOES_ON.stream().anyMatch(name -> conversation.request().extraBody().get(name) != null)) {
            // The calls of a conversation that the host keeps are there, not here.
            return conversation;
        }
        List<Message> messages = conversation.request().messages();
        ToolResultPairs pairs = new ToolResultPairs();
        for (int index = 0; index < messages.size(); index++) {
            pairs.look(messages.get(index), index);
        }
        if (pairs.callers < messages.size() - 1) {
            pairs.close();
        }
        return conversation;
    }

    private void look(Message message, int index) {
        switch (message) {
            case Message.ToolResult result -> answer(result.callId(), index);
            case Message.Assistant assistant -> {
                close();
                callers = index;
                called.clear();
                assistant.content().forEach(this::call);
            }
            case Message.System system -> interrupt();
            case Message.User user -> interrupt();
        }
    }

    private void interrupt() {
        close();
        called.clear();
    }

    private void call(Content part) {
        String id = switch (part) {
            case Content.ToolCall call -> call.id();
            case Content.Opaque opaque when opaque.place().equals("tool_calls") -> idOf(opaque);
            case Content other -> null;
        };
        if (id != null) {
            unanswered.add(id);
            called.add(id);
        }
    }

    private static @Nullable String idOf(Content.Opaque call) {
        JsonValue.JsonObject object = call.json().objectOrNull();
        return object == null ? null : object.text("id");
    }

    private void answer(String id, int index) {
        if (!called.contains(id)) {
            throw invalid("Message " + index + " is the result of the tool call \"" + id
                    + "\", but the assistant turn before it made no such call");
        }
        unanswered.remove(id);
    }

    private void close() {
        if (!unanswered.isEmpty()) {
            throw invalid("The tool call \"" + unanswered.getFirst() + "\" of message " + callers
                    + " has no result, but the conversation goes on");
        }
    }

    private static ParlanceException invalid(String message) {
        return new ParlanceException.InvalidRequest(Failure.of(message, ORDER).withParameter("messages"));
    }
}
