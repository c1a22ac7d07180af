package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts arguments that are no JSON object into one, for hosts that want an object and not its text: a model may have written them malformed or
 * been cut short, and the history would be refused for good. Source of the form: Anthropic, fine-grained tool streaming guide (2026).
 */
final class CallArguments {
    private static final String WRAPPER = "INVALID_JSON";

    private CallArguments() {}

    static Conversation wrap(Conversation conversation) {
        List<String> wrapped = new ArrayList<>();
        Conversation changed = conversation.mapMessages(message -> switch (message) {
            case Message.Assistant assistant -> List.of(assistant(assistant, wrapped));
            case Message.User user -> List.of(user);
            case Message.System system -> List.of(system);
            case Message.ToolResult result -> List.of(result);
        });
        if (!wrapped.isEmpty()) {
            conversation
                    .log()
                    .add(
                            Adjustment.of(
                                            "tool-arguments",
                                            Adjustment.Kind.REPAIRED,
                                            JsonValue.strings(wrapped),
                                            null,
                                            conversation
                                                    .profile()
                                                    .source("transforms/" + Transform.OBJECT_ARGUMENTS.label()))
                                    .because(
                                            "The host takes arguments as a JSON object, and these are none; they were put into one."));
        }
        return changed;
    }

    private static Message assistant(Message.Assistant message, List<String> wrapped) {
        int before = wrapped.size();
        List<Content> content = new ArrayList<>(message.content().size());
        for (Content part : message.content()) {
            if (part instanceof Content.ToolCall call && isMalformed(call.arguments())) {
                wrapped.add(call.arguments().text());
                content.add(new Content.ToolCall(
                        call.id(),
                        call.name(),
                        RawJson.of(JsonValue.object(
                                WRAPPER, JsonValue.of(call.arguments().text()))),
                        call.extra()));
            } else {
                content.add(part);
            }
        }
        return wrapped.size() == before ? message : message.withContent(content);
    }

    /** Nothing at all says that there are no arguments. */
    private static boolean isMalformed(RawJson arguments) {
        return arguments.objectOrNull() == null && !arguments.text().isBlank();
    }
}
