package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites tool-call ids for hosts that take only some forms of them. Kimi itself issues ids such as {@code search:0}, which count up anew
 * in every turn. An id that the host takes keeps its name; one that would become it gets another. Calls without an id get one, and results
 * without an id answer the open calls of their turn in order.
 *
 * <p>Source: the rule of MoonshotAI/kimi-code, {@code tool-call-id.ts}.
 */
final class ToolCallIds {
    private final CallIdForm form;

    /** New id by old one; ids that repeat in later turns are the same id and keep one name. */
    private final Map<String, String> renamed = new LinkedHashMap<>();

    private final Set<String> taken = new HashSet<>();
    private final List<String> given = new ArrayList<>();
    /** Ids that results without an id of the present turn are to get, in order. */
    private final List<String> open = new ArrayList<>();

    private int generated;

    private ToolCallIds(CallIdForm form) {
        this.form = form;
    }

    /** Letters, digits, {@code _} and {@code -}, at most 64 of them. */
    static Conversation normalize(Conversation conversation) {
        return rewrite(conversation, CallIdForm.WORD);
    }

    /** Nine letters and digits. */
    static Conversation shorten(Conversation conversation) {
        return rewrite(conversation, CallIdForm.NINE);
    }

    static Conversation kimi(Conversation conversation) {
        return rewrite(conversation, CallIdForm.KIMI);
    }

    private static Conversation rewrite(Conversation conversation, CallIdForm form) {
        List<Message> messages = conversation.request().messages();
        ToolCallIds ids = new ToolCallIds(form);
        ids.name(messages);
        List<Message> changed = new ArrayList<>(messages.size());
        for (int index = 0; index < messages.size(); index++) {
            changed.add(
                    switch (messages.get(index)) {
                        case Message.Assistant assistant -> ids.calls(assistant, messages, index);
                        case Message.ToolResult result -> ids.result(result);
                        case Message.System system -> system;
                        case Message.User user -> user;
                    });
        }
        if (changed.equals(messages)) {
            return conversation;
        }
        ids.report(conversation);
        return conversation.with(
                conversation.request().toBuilder().messages(changed).build());
    }

    /** Ids that fit first, so that none of them loses its name to one that stands earlier and does not. */
    private void name(List<Message> messages) {
        Set<String> unfit = new LinkedHashSet<>();
        for (Message message : messages) {
            for (String id : idsOf(message)) {
                if (form.fits(id)) {
                    taken.add(id);
                } else if (!id.isEmpty()) {
                    unfit.add(id);
                }
            }
        }
        for (String id : unfit) {
            renamed.put(id, free(id));
        }
    }

    private static List<String> idsOf(Message message) {
        return switch (message) {
            case Message.Assistant assistant ->
                assistant.content().stream()
                        .filter(Content.ToolCall.class::isInstance)
                        .map(part -> ((Content.ToolCall) part).id())
                        .toList();
            case Message.ToolResult result -> List.of(result.callId());
            case Message.System system -> List.of();
            case Message.User user -> List.of();
        };
    }

    private Message calls(Message.Assistant assistant, List<Message> messages, int index) {
        if (!assistant.callsTools()) {
            return assistant;
        }
        open.clear();
        List<Content> content = new ArrayList<>(assistant.content().size());
        for (Content part : assistant.content()) {
            if (part instanceof Content.ToolCall call) {
                String id = call.id().isEmpty() ? generate() : renamed.getOrDefault(call.id(), call.id());
                open.add(id);
                content.add(
                        id.equals(call.id())
                                ? call
                                : new Content.ToolCall(id, call.name(), call.arguments(), call.extra()));
            } else {
                content.add(part);
            }
        }
        // Results that name their call take it out, wherever they stand, so that the nameless ones answer the others.
        for (int next = index + 1; next < messages.size(); next++) {
            if (messages.get(next) instanceof Message.Assistant later && later.callsTools()) {
                break;
            }
            if (messages.get(next) instanceof Message.ToolResult result) {
                open.remove(renamed.getOrDefault(result.callId(), result.callId()));
            }
        }
        return content.equals(assistant.content()) ? assistant : assistant.withContent(content);
    }

    private Message result(Message.ToolResult result) {
        String id = result.callId();
        if (id.isEmpty()) {
            id = open.isEmpty() ? id : open.removeFirst();
        } else {
            id = renamed.getOrDefault(id, id);
        }
        return id.equals(result.callId())
                ? result
                : new Message.ToolResult(id, result.content(), result.form(), result.extra());
    }

    private String generate() {
        String id;
        do {
            generated++;
            id = form.fitted("call_" + generated, 1);
        } while (!taken.add(id));
        given.add(id);
        return id;
    }

    private String free(String unfit) {
        int attempt = 1;
        String id = form.fitted(unfit, attempt);
        while (!taken.add(id)) {
            attempt++;
            id = form.fitted(unfit, attempt);
        }
        return id;
    }

    private void report(Conversation conversation) {
        List<String> asked = new ArrayList<>(renamed.keySet());
        List<String> sent = new ArrayList<>(renamed.values());
        for (String id : given) {
            asked.add("");
            sent.add(id);
        }
        conversation
                .log()
                .add(Adjustment.of(
                                "tool-call-id",
                                Adjustment.Kind.REPAIRED,
                                JsonValue.strings(asked),
                                JsonValue.strings(sent),
                                conversation
                                        .profile()
                                        .source("transforms/" + form.transform().label()))
                        .because(
                                "The host takes " + form.words() + "; calls and their results were renamed together."));
    }
}
