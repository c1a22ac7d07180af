package dev.parlance.gateway;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Parameters;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.raw.RawRequest;
import dev.parlance.core.raw.RawShape;
import dev.parlance.dialects.Dialects;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a client asked. A long one is read with its long strings cut, and read whole only when somebody needs its words. Of one lane. */
final class AskedRequest {
    private static final Message WORDLESS = Message.user("");

    private final InboundDialect dialect;
    private final RequestTarget target;
    private InboundRequest shape;
    private byte @Nullable [] body;
    private @Nullable RawRequest raw;
    private @Nullable InboundRequest full;

    private AskedRequest(
            byte[] body,
            InboundDialect dialect,
            RequestTarget target,
            InboundRequest shape,
            @Nullable RawRequest raw,
            @Nullable InboundRequest full) {
        this.body = body;
        this.dialect = dialect;
        this.target = target;
        this.shape = shape;
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
        if (raw != null) {
            return new AskedRequest(body, dialect, target, raw.inbound(), raw, null);
        }
        InboundRequest full = dialect.decodeRequest(body, target);
        return new AskedRequest(body, dialect, target, full, null, full);
    }

    /** The same with another request in its place, which is not what the client's bytes say. */
    AskedRequest as(InboundRequest other) {
        return new AskedRequest(bytes(), dialect, target, other, null, other);
    }

    /** Model, parameters, streaming and the shape of the conversation; words may be cut. */
    InboundRequest shape() {
        return shape;
    }

    /** All of it. Not to be asked for once it was {@link #letGo let go}. */
    InboundRequest full() {
        InboundRequest known = full;
        if (known == null) {
            known = dialect.decodeRequest(bytes(), target);
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

    /**
     * Nobody sends it any more, and its answer goes on for a while: nothing is kept but what writing the answer takes, unless that repeats the
     * request.
     */
    void letGo() {
        if (!dialect.repeatsRequest()) {
            shape = new InboundRequest(wordless(shape.request()), shape.adjustments(), shape.target());
            body = null;
            raw = null;
            full = null;
        }
    }

    /** Ids of calls are made of the number of messages where a host gives none, so that stays. */
    private static ChatRequest wordless(ChatRequest request) {
        return new ChatRequest(
                request.model(),
                Collections.nCopies(request.messages().size(), WORDLESS),
                List.of(),
                null,
                null,
                new Thinking.Default(),
                Parameters.NONE,
                request.streaming(),
                Members.NONE,
                request.dialect());
    }

    private byte[] bytes() {
        return Objects.requireNonNull(body, "The request was let go");
    }
}
