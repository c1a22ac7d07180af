package dev.parlance.agent;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The conversation of a run as it grows. Not thread-safe. */
final class History {
    private List<Message> messages;

    History(List<Message> messages) {
        this.messages = new ArrayList<>(messages);
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    Transcript transcript() {
        return new Transcript(messages);
    }

    void add(Message message) {
        messages.add(message);
    }

    /** An answer, each of its calls under an id that no other call of it has. */
    void answer(Message.Assistant answer) {
        messages.add(CallIds.unique(answer, messages.size()));
    }

    /** The calls of the last answer that wait for a result. */
    List<Content.ToolCall> open() {
        return List.copyOf(openAfter(lastAnswer(messages)).values());
    }

    /** Puts a result where it belongs: after the answer, in the order of its calls, so that the same run always reads the same. */
    void result(String callId, List<Content> content) {
        int at = lastAnswer(messages);
        Message answer = messages.get(at);
        Map<String, Message> results = new LinkedHashMap<>();
        for (Message message : messages.subList(at + 1, messages.size())) {
            if (message instanceof Message.ToolResult result) {
                results.put(result.callId(), result);
            }
        }
        results.put(callId, new Message.ToolResult(callId, content, Message.ContentForm.FREE, Members.NONE));
        List<Message> ordered = new ArrayList<>(messages.subList(0, at + 1));
        for (Content.ToolCall call : CallIds.calls(answer)) {
            Message result = results.get(call.id());
            if (result != null) {
                ordered.add(result);
            }
        }
        messages = ordered;
    }

    /** Gives each call that waits a result with these words. */
    void close(String words) {
        for (Content.ToolCall call : open()) {
            result(call.id(), List.of(new Content.Text(words)));
        }
    }

    /** Takes another conversation. */
    void replace(List<Message> other) {
        messages = new ArrayList<>(other);
    }

    /** Mends what no host would take; calls at the very end stay open, for they are still to be run. Null when all was well. */
    AgentEvent.@Nullable HistoryRepaired repair() {
        HistoryRepair.Repaired repaired = HistoryRepair.of(messages);
        messages = new ArrayList<>(repaired.messages());
        return repaired.event();
    }

    /** Puts words where tools showed pictures, sounds or files. The ids of the calls whose results have changed. */
    List<String> replaceMediaInResults() {
        List<String> changed = new ArrayList<>();
        messages.replaceAll(message -> {
            if (!(message instanceof Message.ToolResult(String callId, var content, var form, var extra))
                    || content.stream().noneMatch(Content.Media.class::isInstance)) {
                return message;
            }
            changed.add(callId);
            return new Message.ToolResult(
                    callId,
                    Words.joined(content.stream()
                            .map(part -> part instanceof Content.Media media ? Words.unreadable(media.kind()) : part)
                            .toList()),
                    Message.ContentForm.FREE,
                    extra);
        });
        return changed;
    }

    /** Whether a tool has answered since the user last spoke. */
    boolean toolAnsweredInTurn() {
        for (Message message : messages.reversed()) {
            if (message instanceof Message.ToolResult) {
                return true;
            }
            if (message instanceof Message.User && !Notes.isNote(message)) {
                return false;
            }
        }
        return false;
    }

    /** The place of the answer after which there are only results, or -1. */
    static int lastAnswer(List<Message> messages) {
        for (int at = messages.size() - 1; at >= 0; at--) {
            Message message = messages.get(at);
            if (message instanceof Message.Assistant) {
                return at;
            }
            if (!(message instanceof Message.ToolResult)) {
                return -1;
            }
        }
        return -1;
    }

    private Map<String, Content.ToolCall> openAfter(int at) {
        Map<String, Content.ToolCall> open = new LinkedHashMap<>();
        if (at < 0) {
            return open;
        }
        CallIds.calls(messages.get(at)).forEach(call -> open.put(call.id(), call));
        for (Message message : messages.subList(at + 1, messages.size())) {
            if (message instanceof Message.ToolResult result) {
                open.remove(result.callId());
            }
        }
        return open;
    }
}
