package dev.parlance.core.catalog;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Message;
import org.jspecify.annotations.Nullable;

/** The facts about one request that rules may depend on; never the conversation itself. */
record Facts(
        boolean reasoningOn, boolean reasoningPresent, boolean toolsPresent, boolean streaming, boolean translated) {

    static Facts of(ChatRequest request, Profile profile, boolean reasoningOn) {
        return new Facts(
                reasoningOn,
                anyReasons(request),
                !request.tools().isEmpty(),
                request.streaming() != null,
                !profile.dialect().equals(request.dialect()));
    }

    private static boolean anyReasons(ChatRequest request) {
        for (Message message : request.messages()) {
            if (message instanceof Message.Assistant assistant && assistant.reasons()) {
                return true;
            }
        }
        return false;
    }

    Facts withReasoning(boolean on) {
        return new Facts(on, reasoningPresent, toolsPresent, streaming, translated);
    }

    boolean hold(@Nullable Condition condition) {
        // Asked for null outside of the switch: inside, it makes a bootstrap of it that every program pays for at its
        // first request.
        return condition == null || holds(condition);
    }

    private boolean holds(Condition condition) {
        return switch (condition) {
            case REASONING_ON -> reasoningOn;
            case REASONING_OFF -> !reasoningOn;
            case REASONING_WITH_TOOLS -> reasoningOn && toolsPresent;
            case REASONING_TRANSLATED -> reasoningOn && translated;
            case REASONING_PRESENT -> reasoningPresent;
            case TOOLS_PRESENT -> toolsPresent;
            case TOOLS_ABSENT -> !toolsPresent;
            case STREAMING -> streaming;
        };
    }
}
