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
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Mends a conversation that no host would take. Each call of an answer gets an id of its own. A result that stands elsewhere is brought to its
 * call, for what was done must not look undone; a call that has none anywhere gets a stand-in ({@link ToolResultRepair}), and results that
 * belong to no call are removed. What was well stays as it is. Used once.
 */
final class HistoryRepair {
    /** @param event what was mended, or null when nothing was */
    record Repaired(List<Message> messages, AgentEvent.@Nullable HistoryRepaired event) {}

    private final List<Message> messages;
    private final boolean[] claimed;
    private final List<Message> mended = new ArrayList<>();
    private final Set<String> answered = new LinkedHashSet<>();
    private final Set<String> removed = new LinkedHashSet<>();

    private HistoryRepair(List<Message> messages) {
        this.messages = messages;
        this.claimed = new boolean[messages.size()];
    }

    /** Calls of the last answer stay open when nothing but results follows it: they are still to be run. */
    static Repaired of(List<Message> messages) {
        return new HistoryRepair(messages).repaired();
    }

    private Repaired repaired() {
        for (int at = 0; at < messages.size(); at++) {
            Message message = messages.get(at);
            if (message instanceof Message.Assistant answer && answer.callsTools()) {
                turn(answer, at);
            } else if (!(message instanceof Message.ToolResult result)) {
                mended.add(message);
            } else if (!claimed[at]) {
                removed.add(result.callId());
            }
        }
        int last = History.lastAnswer(mended);
        int waiting = last < 0 ? mended.size() : last;
        List<Message> all = withStandIns(mended.subList(0, waiting));
        all.addAll(mended.subList(waiting, mended.size()));
        return answered.isEmpty() && removed.isEmpty()
                ? new Repaired(List.copyOf(messages), null)
                : new Repaired(all, new AgentEvent.HistoryRepaired(List.copyOf(answered), List.copyOf(removed)));
    }

    /** An answer, and behind it all results that are its own. */
    private void turn(Message.Assistant written, int at) {
        List<Content.ToolCall> calls = CallIds.calls(written);
        Message.Assistant answer = CallIds.unique(written, mended.size());
        List<Content.ToolCall> own = CallIds.calls(answer);
        SortedMap<Integer, Integer> callByPlace = new TreeMap<>();
        int behind = at + 1;
        while (behind < messages.size() && messages.get(behind) instanceof Message.ToolResult) {
            claim(behind++, calls, callByPlace);
        }
        for (int place = behind;
                callByPlace.size() < calls.size() && place < messages.size() && !callsAgain(calls, messages.get(place));
                place++) {
            claim(place, calls, callByPlace);
        }
        for (int index = 0; index < calls.size(); index++) {
            if (!own.get(index).id().equals(calls.get(index).id())) {
                removed.add(calls.get(index).id());
            }
        }
        mended.add(answer);
        for (Map.Entry<Integer, Integer> found : callByPlace.entrySet()) {
            Message.ToolResult result = (Message.ToolResult) messages.get(found.getKey());
            String id = own.get(found.getValue()).id();
            boolean renamed = !id.equals(result.callId());
            if (renamed || found.getKey() >= behind) {
                removed.add(result.callId());
                answered.add(id);
            }
            mended.add(renamed ? new Message.ToolResult(id, result.content(), result.form(), result.extra()) : result);
        }
    }

    /** Gives a result to the first call of its id that has none yet. */
    private void claim(int place, List<Content.ToolCall> calls, SortedMap<Integer, Integer> callByPlace) {
        if (!(messages.get(place) instanceof Message.ToolResult result) || claimed[place]) {
            return;
        }
        for (int index = 0; index < calls.size(); index++) {
            if (calls.get(index).id().equals(result.callId()) && !callByPlace.containsValue(index)) {
                callByPlace.put(place, index);
                claimed[place] = true;
                return;
            }
        }
    }

    /** Whether a later answer uses one of the ids again, as some hosts do in each turn. Results behind it are its own. */
    private static boolean callsAgain(List<Content.ToolCall> calls, Message later) {
        return later instanceof Message.Assistant answer
                && CallIds.calls(answer).stream()
                        .anyMatch(call ->
                                calls.stream().anyMatch(earlier -> earlier.id().equals(call.id())));
    }

    private List<Message> withStandIns(List<Message> begun) {
        // The repair looks at the messages only; no host is chosen yet whose facts could matter.
        Conversation conversation = new Conversation(
                ChatRequest.builder("").messages(begun).build(),
                Profile.unknown("", "", ""),
                new Settlement(Map.of(), null, false, null, null, false),
                new AdjustmentLog(Policy.ADAPT));
        List<Message> whole = ToolResultRepair.apply(conversation).request().messages();
        Set<Message> known = Collections.newSetFromMap(new IdentityHashMap<>());
        known.addAll(begun);
        for (Message message : whole) {
            if (!known.contains(message) && message instanceof Message.ToolResult result) {
                answered.add(result.callId());
            }
        }
        return new ArrayList<>(whole);
    }
}
