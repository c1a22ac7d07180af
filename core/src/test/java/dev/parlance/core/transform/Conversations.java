package dev.parlance.core.transform;

import dev.parlance.core.catalog.AdjustmentLog;
import dev.parlance.core.catalog.Negotiation;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.Profiles;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Message;

/** Conversations as they stand after negotiation, ready for one transform or check. */
final class Conversations {
    private Conversations() {}

    static Conversation of(Profile profile, ChatRequest request) {
        return of(profile, request, Policy.ADAPT);
    }

    static Conversation of(Profile profile, ChatRequest request, Policy policy) {
        AdjustmentLog log = new AdjustmentLog(policy);
        return new Conversation(
                request, profile, Negotiation.settle(request, profile, null, new AdjustmentLog(Policy.ADAPT)), log);
    }

    static Conversation kimi(Message... messages) {
        return of(Profiles.kimi().profile(), request(messages));
    }

    static ChatRequest request(Message... messages) {
        ChatRequest.Builder request = ChatRequest.builder("test-model");
        for (Message message : messages) {
            request.message(message);
        }
        return request.build();
    }
}
