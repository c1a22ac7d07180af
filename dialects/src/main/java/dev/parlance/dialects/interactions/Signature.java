package dev.parlance.dialects.interactions;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the service recognizes its own thinking by. On a step that is no thought it is reasoning of its own. */
final class Signature {
    static final String NAME = "signature";

    private Signature() {}

    static Members payload(String signature) {
        return Members.of(NAME, RawJson.of(JsonValue.of(signature)));
    }

    /** Tells the signature of a step that is no thought; services send an empty one where there is none. */
    static void tell(@Nullable String signature, Consumer<ChatEvent> sink) {
        if (signature != null && !signature.isEmpty()) {
            sink.accept(new ChatEvent.ReasoningDelta("", null, payload(signature)));
            sink.accept(new ChatEvent.PartEnded(Members.NONE));
        }
    }
}
