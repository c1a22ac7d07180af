package dev.parlance.core.dialect;

import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.error.ParlanceException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

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

    /**
     * What tells a client of that stream that the call goes on while there is nothing to say. Comments are the rule of server-sent events;
     * empty where nothing may be said.
     */
    default byte[] keepAlive(InboundRequest request) {
        return ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);
    }

    /** Writes a whole answer for that request, as given by that host. */
    byte[] encodeResponse(ChatResponse response, InboundRequest request, Origin origin);

    /** Whether the text of a tool's result is read for what it says: a JSON object there means something else than other words. */
    default boolean readsObjects() {
        return false;
    }

    /** Whether answers repeat words of the request, such as its instructions. Else nobody who writes an answer needs more than its shape. */
    default boolean repeatsRequest() {
        return false;
    }

    /** Whether clients may go on from an answer that the host keeps, by the answer's id. */
    default boolean keepsAnswers() {
        return false;
    }

    /**
     * Reads a request whose tokens shall be counted and which shall not be answered.
     *
     * @throws ParlanceException.InvalidRequest when it is not one, saying which member is wrong
     */
    default InboundRequest decodeCounted(byte[] body, RequestTarget target) {
        return decodeRequest(body, target);
    }

    /** Writes the answer to such a request, or null when the dialect has none. */
    default byte @Nullable [] encodeCount(long inputTokens) {
        return null;
    }

    /** Writes an error body. */
    byte[] encodeError(ParlanceException error);

    /** The status that goes with the error. */
    int status(ParlanceException error);
}
