package dev.parlance.agent;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The ids by which the results of one answer find their calls. */
final class CallIds {
    private CallIds() {}

    /** The calls of a message, in order. */
    static List<Content.ToolCall> calls(Message message) {
        return message.content().stream()
                .filter(Content.ToolCall.class::isInstance)
                .map(Content.ToolCall.class::cast)
                .toList();
    }

    /**
     * The answer, each of its calls under an id that no other call of it has. The same instance when that was so.
     *
     * @param turn the place of the answer in the conversation, which makes the new ids the same on every run
     */
    static Message.Assistant unique(Message.Assistant answer, int turn) {
        Set<String> taken = new HashSet<>();
        List<Content> content = new ArrayList<>(answer.content().size());
        boolean changed = false;
        for (Content part : answer.content()) {
            if (part instanceof Content.ToolCall(String id, String name, var arguments, var extra)
                    && (id.isEmpty() || !taken.add(id))) {
                String own = "call_" + turn + "_" + content.size();
                taken.add(own);
                content.add(new Content.ToolCall(own, name, arguments, extra));
                changed = true;
            } else {
                content.add(part);
            }
        }
        return changed ? answer.withContent(content) : answer;
    }
}
