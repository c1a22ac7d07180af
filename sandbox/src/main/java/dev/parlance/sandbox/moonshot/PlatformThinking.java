package dev.parlance.sandbox.moonshot;

import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The thinking switch of the Open Platform: an object on kimi-k2.5 to k2.7, an effort on kimi-k3, nothing elsewhere. */
final class PlatformThinking {
    private static final Set<String> MEMBERS = Set.of("type", "keep");
    private static final Set<String> EFFORTS = Set.of("low", "high", "max");

    private PlatformThinking() {}

    static void check(ChatBody body, KimiModel model) {
        JsonValue thinking = body.value("thinking");
        switch (model.family()) {
            case K3 -> {
                forbid(thinking);
                effort(body);
            }
            case K2_7_CODE, K2_6, K2_5 -> object(thinking, model);
            // The vendor ignores an effort on these silently.
            case K2_THINKING, K2, MOONSHOT_V1 -> forbid(thinking);
        }
    }

    private static void forbid(@Nullable JsonValue thinking) {
        if (thinking != null) {
            throw MoonshotErrors.invalid("Invalid request: thinking is not supported by this model");
        }
    }

    private static void effort(ChatBody body) {
        JsonValue effort = body.value("reasoning_effort");
        if (effort != null && !(effort instanceof JsonString(String level) && EFFORTS.contains(level))) {
            throw MoonshotErrors.invalid("Invalid request: reasoning_effort must be one of low, high, max");
        }
    }

    private static void object(@Nullable JsonValue thinking, KimiModel model) {
        if (thinking == null) {
            return;
        }
        if (!(thinking instanceof JsonObject object)) {
            throw MoonshotErrors.invalid("Invalid request: thinking must be an object");
        }
        ThinkingObject.check(object, MEMBERS, model);
    }
}
