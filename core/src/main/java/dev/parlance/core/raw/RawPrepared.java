package dev.parlance.core.raw;

import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.PreparedRequest;

/**
 * A request that goes through the raw lane.
 *
 * @param inbound the client's request with its long strings cut: parameters, streaming and the shape of the conversation are as they are
 * @param head path, headers, profile, decoder and adjustments as they are; its body has the long strings cut and is never sent
 * @param body what is sent
 */
public record RawPrepared(InboundRequest inbound, PreparedRequest head, RawBody body) {}
