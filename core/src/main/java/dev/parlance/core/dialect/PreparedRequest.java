package dev.parlance.core.dialect;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A request as it will be sent, with every difference from what was asked.
 *
 * @param dialect what it is spelled in and will be answered in
 * @param textCalls names of tools whose calls are taken from the answer's text; empty unless the policy asks for that
 */
public record PreparedRequest(
        WireRequest wire, Profile profile, Dialect dialect, List<Adjustment> adjustments, Set<String> textCalls) {
    public PreparedRequest {
        adjustments = List.copyOf(adjustments);
        textCalls = Set.copyOf(textCalls);
    }

    /** The same with earlier adjustments before its own. */
    public PreparedRequest after(List<Adjustment> earlier) {
        if (earlier.isEmpty()) {
            return this;
        }
        List<Adjustment> all = new ArrayList<>(earlier);
        all.addAll(adjustments);
        return new PreparedRequest(wire, profile, dialect, all, textCalls);
    }

    /** The same with another body. */
    public PreparedRequest withBody(RawJson body) {
        return new PreparedRequest(
                new WireRequest(wire.path(), wire.headers(), body), profile, dialect, adjustments, textCalls);
    }

    /** A decoder for its answer. */
    public ResponseDecoder decoder(ResponseHead head) {
        ResponseDecoder decoder = dialect.decoder(head, profile);
        return textCalls.isEmpty() ? decoder : new TextCallRecovery(decoder, textCalls);
    }

    /** Who will answer. */
    public Origin origin() {
        boolean signs = switch (profile.reasoning().replay()) {
            case SIGNED, ENCRYPTED_ITEM -> true;
            case NEVER, TOOL_LOOP, OWN -> false;
        };
        return new Origin(profile.host(), profile.dialect(), signs ? profile.model() : null);
    }
}
