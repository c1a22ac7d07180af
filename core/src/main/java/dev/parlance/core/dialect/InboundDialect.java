package dev.parlance.core.dialect;

import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.error.ParlanceException;

/** A wire language, as spoken by clients. Implementations are stateless and thread-safe. */
public interface InboundDialect {
    /** The name, for example {@code openai-chat}. */
    String name();

    /** Reads a request. @throws ParlanceException.InvalidRequest when it is not one, saying which member is wrong */
    InboundRequest decodeRequest(byte[] body);

    /** Writes a stream for that request. */
    StreamEncoder streamEncoder(InboundRequest request);

    /** Writes a whole answer for that request. */
    byte[] encodeResponse(ChatResponse response, InboundRequest request);

    /** Writes an error body. */
    byte[] encodeError(ParlanceException error);

    /** The status that goes with the error. */
    int status(ParlanceException error);
}
