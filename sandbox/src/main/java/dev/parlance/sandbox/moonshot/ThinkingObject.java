package dev.parlance.sandbox.moonshot;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.moonshot.KimiModel.Family;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The thinking object: its type is required, its members are a closed set, and not every family takes every value. */
final class ThinkingObject {
    private ThinkingObject() {}

    static void check(JsonObject thinking, Set<String> members, KimiModel model) {
        for (String name : thinking.members().keySet()) {
            if (!members.contains(name)) {
                throw MoonshotErrors.invalid("Invalid request: unknown field thinking." + name);
            }
        }
        String type = thinking.text("type");
        if (type == null) {
            throw MoonshotErrors.invalid("Invalid request: thinking.type is required");
        }
        if (!type.equals("enabled") && !type.equals("disabled")) {
            throw MoonshotErrors.invalid("Invalid request: thinking.type must be enabled or disabled");
        }
        if (type.equals("disabled") && !model.family().toggles()) {
            throw MoonshotErrors.invalid("invalid thinking: only type=enabled is allowed for this model");
        }
        keep(ChatBody.present(thinking.get("keep")), model);
    }

    private static void keep(@Nullable JsonValue keep, KimiModel model) {
        if (keep == null) {
            return;
        }
        if (model.family() == Family.K2_5) {
            throw MoonshotErrors.invalid("Invalid request: thinking.keep is not supported by this model");
        }
        if (!(keep instanceof JsonString(String which) && which.equals("all"))) {
            throw MoonshotErrors.invalid("Invalid request: thinking.keep must be all or null");
        }
    }
}
