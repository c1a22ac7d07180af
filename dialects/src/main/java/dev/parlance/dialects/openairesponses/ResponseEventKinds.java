package dev.parlance.dialects.openairesponses;

import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.raw.FrameKinds;

/** The kinds of events of Responses, by their names: what has a part of its own follows whole, when it is done. Stateless and thread-safe. */
public final class ResponseEventKinds implements FrameKinds {
    /** Hosts forget the ids of calls. Nothing says of a host that it never does. */
    @Override
    public boolean canPass(InboundRequest asked, PreparedRequest prepared) {
        return asked.request().tools().isEmpty();
    }

    @Override
    public Kind of(String frame) {
        int lineEnd = frame.indexOf('\n');
        String name = lineEnd < 0 ? frame : frame.substring(0, lineEnd).stripTrailing();
        return name.startsWith("event: response.") && name.endsWith(".delta") ? Kind.ORDINARY : Kind.TELLING;
    }
}
