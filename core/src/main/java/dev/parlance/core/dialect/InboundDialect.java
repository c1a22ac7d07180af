package dev.parlance.core.dialect;

import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.error.ParlanceException;

/** A wire language, as spoken by clients. Implementations are stateless and thread-safe. */
public interface InboundDialect {
    /** The name, for example {@code openai-chat}. */
    String name();

    /**
     * Reads a request.
     *
     * @throws ParlanceException.InvalidRequest when it is not one, saying which member is wrong
     */
    InboundRequest decodeRequest(byte[] body, RequestTarget target);

    /** Reads a request whose body says everything. */
    default InboundRequest decodeRequest(byte[] body) {
        return decodeRequest(body, RequestTarget.NONE);
    }

    /** Writes a stream for that request, as answered by that host. */
    StreamEncoder streamEncoder(InboundRequest request, Origin origin);

    /** The content type of the stream. */
    default String streamType(InboundRequest request) {
        return "text/event-stream; charset=utf-8";
    }

    /** Writes a whole answer for that request, as given by that host. */
    byte[] encodeResponse(ChatResponse response, InboundRequest request, Origin origin);

    /** Writes an error body. */
    byte[] encodeError(ParlanceException error);

    /** The status that goes with the error. */
    int status(ParlanceException error);
}
