package dev.parlance.core.dialect;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ChatRequest;
import java.util.List;

/**
 * A request as a client sent it.
 *
 * @param adjustments what had to be decided while reading, such as two spellings of one wish that disagreed
 */
public record InboundRequest(ChatRequest request, List<Adjustment> adjustments) {
    public InboundRequest {
        adjustments = List.copyOf(adjustments);
    }
}
