package dev.parlance.dialects.interactions;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.function.Consumer;

/** One step of an answer that is not whole yet. */
sealed interface Step permits Words, CallStep, WholeStep {
    /** Takes more of it. */
    void add(String type, JsonObject delta, Consumer<ChatEvent> sink);

    /** It is whole. */
    void stop(Consumer<ChatEvent> sink);
}
