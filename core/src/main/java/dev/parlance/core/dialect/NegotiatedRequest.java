package dev.parlance.core.dialect;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatRequest;

/**
 * A request ready to be spelled.
 *
 * @param request messages, tools, streaming and extra body as they are to be sent
 * @param settlement the parameters as they are to be sent
 */
public record NegotiatedRequest(ChatRequest request, Profile profile, Settlement settlement) {}
