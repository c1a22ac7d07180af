package dev.parlance.core.dialect;

import dev.parlance.core.catalog.AdjustmentLog;
import dev.parlance.core.catalog.Negotiation;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.transform.Conversation;
import dev.parlance.core.transform.FinalCheck;
import dev.parlance.core.transform.ReasoningReplay;
import dev.parlance.core.transform.ToolResultRepair;
import dev.parlance.core.transform.Transform;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Steps 1 to 3 of the one straight way: negotiation, transforms and checks, spelling. Pure; what {@code explain} prints and all else sends. */
public final class Preparation {
    private Preparation() {}

    /**
     * Prepares the request for its host.
     *
     * @throws dev.parlance.core.error.ParlanceException.UnsupportedRequest when it cannot be sent, or the policy refuses an adjustment
     */
    public static PreparedRequest prepare(ChatRequest asked, Profile profile, Dialect dialect, Policy policy) {
        return prepare(asked, Members.NONE, profile, dialect, policy);
    }

    /**
     * The same with members that every request to the endpoint gets, in the words of its host; those of the request count before them.
     *
     * @throws dev.parlance.core.error.ParlanceException.UnsupportedRequest when it cannot be sent, or the policy refuses an adjustment
     */
    public static PreparedRequest prepare(
            ChatRequest asked, Members ofEndpoint, Profile profile, Dialect dialect, Policy policy) {
        AdjustmentLog log = new AdjustmentLog(policy);
        ChatRequest own = ForeignMembers.leaveOut(asked, profile, log);
        ChatRequest spoken = ofEndpoint.isEmpty()
                ? own
                : own.toBuilder().extraBody(ofEndpoint.withAll(own.extraBody())).build();
        ChatRequest request = ExtraBody.admit(spoken, profile, dialect, log);
        Settlement settlement = Negotiation.settle(request, profile, dialect.thinkingIn(request.extraBody()), log);
        Conversation conversation = new Conversation(request, profile, settlement, log);
        if (policy.repairsToolResults()) {
            conversation = ToolResultRepair.apply(conversation);
        }
        conversation = ReasoningReplay.apply(conversation);
        for (Transform transform : profile.transforms()) {
            conversation = transform.apply(conversation);
        }
        for (FinalCheck check : profile.checks()) {
            conversation = check.apply(conversation);
        }
        WireRequest wire = withHeaders(
                dialect.encode(new NegotiatedRequest(conversation.request(), profile, conversation.settlement())),
                conversation.request(),
                profile);
        return new PreparedRequest(
                wire, profile, dialect, log.adjustments(), policy.recoversTextCalls() ? names(asked) : Set.of());
    }

    private static Set<String> names(ChatRequest request) {
        Set<String> names = new HashSet<>();
        for (Tool tool : request.tools()) {
            if (tool instanceof Tool.Function function) {
                names.add(function.name());
            }
        }
        return names;
    }

    private static WireRequest withHeaders(WireRequest wire, ChatRequest request, Profile profile) {
        Map<String, String> further = profile.headers().because(request);
        if (further.isEmpty()) {
            return wire;
        }
        Map<String, String> headers = new TreeMap<>(further);
        headers.putAll(wire.headers());
        return new WireRequest(wire.path(), headers, wire.body());
    }
}
