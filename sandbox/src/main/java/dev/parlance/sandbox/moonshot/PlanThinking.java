package dev.parlance.sandbox.moonshot;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.moonshot.KimiModel.Family;
import java.util.Set;

/** The thinking switch of the plan endpoint: one object for all models, which also carries the effort. */
final class PlanThinking {
    private static final Set<String> MEMBERS = Set.of("type", "keep", "effort");
    private static final Set<String> EFFORTS = Set.of("low", "high", "max");

    private PlanThinking() {}

    static void check(ChatBody body, KimiModel model) {
        JsonValue thinking = body.value("thinking");
        if (thinking == null) {
            return;
        }
        if (!(thinking instanceof JsonObject object)) {
            throw MoonshotErrors.invalid("Invalid request: thinking must be an object");
        }
        ThinkingObject.check(object, MEMBERS, model);
        JsonValue effort = ChatBody.present(object.get("effort"));
        if (effort != null
                && model.family() == Family.K3
                && !(effort instanceof JsonString(String level) && EFFORTS.contains(level))) {
            throw MoonshotErrors.invalid("Invalid request: thinking.effort must be one of low, high, max");
        }
    }
}
