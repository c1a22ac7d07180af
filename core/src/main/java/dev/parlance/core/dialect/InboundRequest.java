package dev.parlance.core.dialect;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ChatRequest;
import java.util.List;

/**
 * A request as a client sent it.
 *
 * @param adjustments what had to be decided while reading, such as two spellings of one wish that disagreed
 * @param target what path and headers said
 */
public record InboundRequest(ChatRequest request, List<Adjustment> adjustments, RequestTarget target) {
    /** A request whose body said everything. */
    public InboundRequest(ChatRequest request, List<Adjustment> adjustments) {
        this(request, adjustments, RequestTarget.NONE);
    }

    public InboundRequest {
        adjustments = List.copyOf(adjustments);
    }
}
