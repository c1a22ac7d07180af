package dev.parlance.core.dialect;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.AdjustmentLog;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;

/** What of the caller's extra body may go: nothing structural anywhere, and nothing at all to a narrow host. What the host always wants is put in. */
final class ExtraBody {
    private ExtraBody() {}

    static ChatRequest admit(ChatRequest request, Profile profile, Dialect dialect, AdjustmentLog log) {
        Members admitted = request.extraBody();
        for (var member : request.extraBody().byName().entrySet()) {
            boolean structural = dialect.structuralMembers().contains(member.getKey());
            if (structural || !profile.wide() && !log.policy().forwards()) {
                admitted = admitted.without(member.getKey());
                log.add(Adjustment.of(
                                "extra-body",
                                Adjustment.Kind.DROPPED,
                                JsonValue.object(
                                        member.getKey(), member.getValue().valueOrText()),
                                null,
                                profile.source("unknown-members"))
                        .because(
                                structural
                                        ? "The extra body never touches model, messages, tools or streaming."
                                        : "The host takes known members only."));
            }
        }
        for (var member : profile.body().byName().entrySet()) {
            if (admitted.get(member.getKey()) == null) {
                admitted = admitted.with(member.getKey(), member.getValue());
                log.add(Adjustment.of(
                        "extra-body",
                        Adjustment.Kind.ADDED,
                        null,
                        JsonValue.object(member.getKey(), member.getValue().valueOrText()),
                        profile.source("body/" + member.getKey())));
            }
        }
        return admitted == request.extraBody()
                ? request
                : request.toBuilder().extraBody(admitted).build();
    }
}
