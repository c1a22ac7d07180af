package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue;
import java.util.List;

/** The two names of the role above the conversation: {@code system}, and the newer {@code developer} of OpenAI's reasoning models. */
final class SystemRoles {
    private SystemRoles() {}

    static Conversation developerAsSystem(Conversation conversation) {
        return rename(conversation, Transform.DEVELOPER_AS_SYSTEM, false);
    }

    static Conversation systemAsDeveloper(Conversation conversation) {
        return rename(conversation, Transform.SYSTEM_AS_DEVELOPER, true);
    }

    private static Conversation rename(Conversation conversation, Transform transform, boolean developer) {
        Conversation renamed = conversation.mapMessages(message -> switch (message) {
            case Message.System system
            when system.developer() != developer ->
                List.of(new Message.System(developer, system.content(), system.form(), system.extra()));
            case Message.System system -> List.of(system);
            case Message.User user -> List.of(user);
            case Message.Assistant assistant -> List.of(assistant);
            case Message.ToolResult result -> List.of(result);
        });
        if (renamed != conversation) {
            conversation
                    .log()
                    .add(Adjustment.of(
                            "system-role",
                            Adjustment.Kind.REPAIRED,
                            JsonValue.of(developer ? "system" : "developer"),
                            JsonValue.of(developer ? "developer" : "system"),
                            conversation.profile().source("transforms/" + transform.label())));
        }
        return renamed;
    }
}
