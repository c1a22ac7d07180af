package dev.parlance.gateway.memory;

import dev.parlance.core.catalog.DialectSwitch;
import dev.parlance.core.catalog.Negotiation;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.ReasoningFacts.Replay;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.transform.FinalCheck;
import dev.parlance.providers.Target;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who issues reasoning and takes it back: an endpoint, for what one account encrypted another cannot open, and there a host, its dialect, and
 * where it signs, the model.
 *
 * @param name all of that in one text
 * @param origin what its reasoning names as origin
 */
record Issuer(String name, String origin, Profile profile) {
    /** Who answers when this profile is asked, or null when it takes no reasoning back. */
    static @Nullable Issuer of(String endpoint, Profile profile) {
        boolean signs = switch (profile.reasoning().replay()) {
            case SIGNED, ENCRYPTED_ITEM -> true;
            case TOOL_LOOP, OWN, NEVER -> false;
        };
        if (profile.reasoning().replay() == Replay.NEVER) {
            return null;
        }
        String origin = signs ? profile.host() + "/" + profile.model() : profile.host();
        String name = String.join("\n", endpoint, profile.dialect(), origin).toLowerCase(Locale.ROOT);
        return new Issuer(name, origin, profile);
    }

    /** Who will answer this request, which may go to another dialect of the host. */
    static @Nullable Issuer of(Target target, ChatRequest request) {
        DialectSwitch other = target.profile().dialectSwitch();
        Target further = target.other();
        return further != null && other != null && Negotiation.holds(other.when(), request, target.profile())
                ? of(further, request)
                : of(target.endpoint().name(), target.profile());
    }

    /** Whether it verifies what it gets back. */
    boolean seals() {
        return profile.reasoning().replay() == Replay.SIGNED
                || profile.reasoning().replay() == Replay.ENCRYPTED_ITEM;
    }

    /** Whether it refuses an open tool loop of which only some turns carry their reasoning. */
    boolean wantsWholeLoops() {
        return profile.checks().contains(FinalCheck.SIGNED_TOOL_LOOP);
    }
}
