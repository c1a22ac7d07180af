package dev.parlance.core.dialect;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.Origin;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as it will be sent, with every difference from what was asked.
 *
 * @param dialect what it is spelled in and will be answered in
 */
public record PreparedRequest(WireRequest wire, Profile profile, Dialect dialect, List<Adjustment> adjustments) {
    public PreparedRequest {
        adjustments = List.copyOf(adjustments);
    }

    /** The same with earlier adjustments before its own. */
    public PreparedRequest after(List<Adjustment> earlier) {
        if (earlier.isEmpty()) {
            return this;
        }
        List<Adjustment> all = new ArrayList<>(earlier);
        all.addAll(adjustments);
        return new PreparedRequest(wire, profile, dialect, all);
    }

    /** A decoder for its answer. */
    public ResponseDecoder decoder(ResponseHead head) {
        return dialect.decoder(head, profile);
    }

    /** Who will answer. */
    public Origin origin() {
        return new Origin(profile.host(), profile.dialect());
    }
}
