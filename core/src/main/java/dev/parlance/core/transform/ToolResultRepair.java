package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Source;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts in what is missing between a call and the turn after it: a result that says that there was none. Only where the caller's policy asks
 * for it, for the model will believe it. The caller's own list stays as it is.
 *
 * <p>Source: microsoft/amplifier-module-provider-openai, which does the same in place and calls it a repaired tool sequence.
 */
public final class ToolResultRepair {
    /** What the model reads in place of the result. */
    static final String MISSING = "[The result of this tool call is missing from the conversation.]";

    private static final Source SOURCE = new Source(
            "policy",
            "repairs-tool-results",
            "Hosts refuse a call without its result; the caller asked for a stand-in.",
            "microsoft/amplifier-module-provider-openai (2026): repaired tool sequences");

    private ToolResultRepair() {}

    /** The conversation in which each call has a result right after its turn. Applying it twice changes nothing more. */
    public static Conversation apply(Conversation conversation) {
        List<Message> messages = conversation.request().messages();
        List<Message> whole = new ArrayList<>(messages.size() + 2);
        List<JsonValue> missing = new ArrayList<>();
        for (int index = 0; index < messages.size(); index++) {
            Message message = messages.get(index);
            whole.add(message);
            if (!(message instanceof Message.Assistant assistant) || !assistant.callsTools()) {
                continue;
            }
            Map<String, Content.ToolCall> open = new LinkedHashMap<>();
            for (Content part : assistant.content()) {
                if (part instanceof Content.ToolCall call) {
                    open.put(call.id(), call);
                }
            }
            while (index + 1 < messages.size() && messages.get(index + 1) instanceof Message.ToolResult result) {
                open.remove(result.callId());
                whole.add(result);
                index++;
            }
            for (String id : open.keySet()) {
                whole.add(Message.toolResult(id, MISSING));
                missing.add(JsonValue.of(id));
            }
        }
        if (missing.isEmpty()) {
            return conversation;
        }
        conversation
                .log()
                .add(Adjustment.of(
                        "tool-results", Adjustment.Kind.REPAIRED, null, new JsonValue.JsonArray(missing), SOURCE));
        return conversation.with(
                conversation.request().toBuilder().messages(whole).build());
    }
}
