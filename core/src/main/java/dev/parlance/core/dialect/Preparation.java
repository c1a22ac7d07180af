package dev.parlance.core.dialect;

import dev.parlance.core.catalog.AdjustmentLog;
import dev.parlance.core.catalog.Negotiation;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.transform.Conversation;
import dev.parlance.core.transform.FinalCheck;
import dev.parlance.core.transform.ReasoningReplay;
import dev.parlance.core.transform.Transform;

/** Steps 1 to 3 of the one straight way: negotiation, transforms and checks, spelling. Pure; what {@code explain} prints and all else sends. */
public final class Preparation {
    private Preparation() {}

    /**
     * Prepares the request for its host.
     *
     * @throws dev.parlance.core.error.ParlanceException.UnsupportedRequest when it cannot be sent, or the policy refuses an adjustment
     */
    public static PreparedRequest prepare(ChatRequest asked, Profile profile, Dialect dialect, Policy policy) {
        AdjustmentLog log = new AdjustmentLog(policy);
        ChatRequest spoken = ForeignMembers.leaveOut(asked, profile, log);
        ChatRequest request = ExtraBody.admit(spoken, profile, dialect, log);
        Settlement settlement = Negotiation.settle(request, profile, dialect.thinkingIn(request.extraBody()), log);
        Conversation conversation = new Conversation(request, profile, settlement, log);
        conversation = ReasoningReplay.apply(conversation);
        for (Transform transform : profile.transforms()) {
            conversation = transform.apply(conversation);
        }
        for (FinalCheck check : profile.checks()) {
            conversation = check.apply(conversation);
        }
        WireRequest wire =
                dialect.encode(new NegotiatedRequest(conversation.request(), profile, conversation.settlement()));
        return new PreparedRequest(wire, profile, dialect, log.adjustments());
    }
}
