package dev.parlance.agent;

import dev.parlance.core.catalog.AdjustmentLog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.transform.Conversation;
import dev.parlance.core.transform.ToolResultRepair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Removes results that belong to no call and gives calls without a result a stand-in: {@link ToolResultRepair}. */
final class HistoryRepair {
    /** @param event what was mended, or null when nothing was */
    record Repaired(List<Message> messages, AgentEvent.@Nullable HistoryRepaired event) {}

    private HistoryRepair() {}

    /** @param openFrom the place from which calls may still wait for their results */
    static Repaired of(List<Message> messages, int openFrom) {
        List<String> removed = new ArrayList<>();
        List<Message> begun = paired(messages.subList(0, openFrom), removed);
        List<Message> waiting = paired(messages.subList(openFrom, messages.size()), removed);
        List<Message> whole = answered(begun);
        List<String> given = whole.stream()
                .filter(message -> begun.stream().noneMatch(earlier -> earlier == message))
                .map(message -> message instanceof Message.ToolResult result ? result.callId() : "")
                .toList();
        if (given.isEmpty() && removed.isEmpty()) {
            return new Repaired(List.copyOf(messages), null);
        }
        List<Message> all = new ArrayList<>(whole);
        all.addAll(waiting);
        return new Repaired(all, new AgentEvent.HistoryRepaired(given, removed));
    }

    private static List<Message> paired(List<Message> messages, List<String> removed) {
        List<Message> kept = new ArrayList<>(messages.size());
        Set<String> open = new HashSet<>();
        for (Message message : messages) {
            if (message instanceof Message.ToolResult result) {
                if (!open.remove(result.callId())) {
                    removed.add(result.callId());
                    continue;
                }
            } else {
                open.clear();
                for (Content part : message.content()) {
                    if (part instanceof Content.ToolCall call) {
                        open.add(call.id());
                    }
                }
            }
            kept.add(message);
        }
        return kept;
    }

    private static List<Message> answered(List<Message> messages) {
        // The repair looks at the messages only; no host is chosen yet whose facts could matter.
        Conversation conversation = new Conversation(
                ChatRequest.builder("").messages(messages).build(),
                Profile.unknown("", "", ""),
                new Settlement(Map.of(), null, false, null, null, false),
                new AdjustmentLog(Policy.ADAPT));
        return ToolResultRepair.apply(conversation).request().messages();
    }
}
