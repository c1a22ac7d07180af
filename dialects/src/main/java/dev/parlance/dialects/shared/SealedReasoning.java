package dev.parlance.dialects.shared;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.util.List;

/**
 * Signatures on their way to clients of the dialect they were issued in: they keep their place, and say who issued them. A client can go on
 * with another host of the same dialect, or another model, and both refuse what they did not sign.
 */
public final class SealedReasoning {
    /** What each dialect calls the member that only its issuer can read. */
    private static final List<String> TOKENS = List.of("signature", "data", "encrypted_content", "thoughtSignature");

    private SealedReasoning() {}

    /** The event for a client that speaks the dialect of the answer; the same where nothing is signed. */
    public static ChatEvent sealed(ChatEvent event, Origin origin) {
        if (origin.model() == null || !(event instanceof ChatEvent.ReasoningDelta delta)) {
            return event;
        }
        for (String token : TOKENS) {
            RawJson value = delta.payload().get(token);
            if (value != null && value.valueOrNull() instanceof JsonString) {
                String sealed = CarriedReasoning.of(delta.field(), delta.payload(), origin)
                        .sealed();
                return new ChatEvent.ReasoningDelta(
                        delta.text(), delta.field(), delta.payload().with(token, RawJson.of(JsonValue.of(sealed))));
            }
        }
        return event;
    }
}
