package dev.parlance.gateway;

import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.raw.RawRequest;
import dev.parlance.core.raw.RawShape;
import dev.parlance.dialects.Dialects;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a client asked. A long one is read with its long strings cut, and read whole only when somebody needs its words. Of one lane. */
final class AskedRequest {
    private final byte[] body;
    private final InboundDialect dialect;
    private final RequestTarget target;
    private final @Nullable RawRequest raw;
    private @Nullable InboundRequest full;

    private AskedRequest(
            byte[] body,
            InboundDialect dialect,
            RequestTarget target,
            @Nullable RawRequest raw,
            @Nullable InboundRequest full) {
        this.body = body;
        this.dialect = dialect;
        this.target = target;
        this.raw = raw;
        this.full = full;
    }

    /**
     * Reads it.
     *
     * @param body kept; nobody may change it
     * @throws dev.parlance.core.error.ParlanceException.InvalidRequest when it is not one
     */
    static AskedRequest read(byte[] body, InboundDialect dialect, RequestTarget target) {
        RawShape shape = Dialects.rawShape(dialect.name());
        RawRequest raw = shape == null ? null : RawRequest.read(body, dialect, target, shape);
        return new AskedRequest(body, dialect, target, raw, raw == null ? dialect.decodeRequest(body, target) : null);
    }

    /** The same with another request in its place, which is not what the client's bytes say. */
    AskedRequest as(InboundRequest other) {
        return new AskedRequest(body, dialect, target, null, other);
    }

    /** Model, parameters, streaming and the shape of the conversation; words may be cut. */
    InboundRequest shape() {
        return raw == null ? Objects.requireNonNull(full) : raw.inbound();
    }

    /** All of it. */
    InboundRequest full() {
        InboundRequest known = full;
        if (known == null) {
            known = dialect.decodeRequest(body, target);
            full = known;
        }
        return known;
    }

    /** As much of it as whoever writes the answer needs. */
    InboundRequest toBeAnswered() {
        return dialect.repeatsRequest() ? full() : shape();
    }

    /** For the raw lane, or null where only the full one will do. */
    @Nullable
    RawRequest raw() {
        return raw;
    }
}
