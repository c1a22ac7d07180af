package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.error.ParlanceException;
import java.nio.charset.StandardCharsets;

/** Gemini generateContent as spoken by clients. The path names model and method; see {@link RequestTarget}. Stateless and thread-safe. */
public final class GeminiInbound implements InboundDialect {
    @Override
    public String name() {
        return Names.DIALECT;
    }

    @Override
    public boolean readsObjects() {
        return true;
    }

    @Override
    public InboundRequest decodeRequest(byte[] body, RequestTarget target) {
        return RequestReader.read(body, target);
    }

    @Override
    public StreamEncoder streamEncoder(InboundRequest request, Origin origin) {
        return new StreamWriter(request, origin);
    }

    @Override
    public String streamType(InboundRequest request) {
        return request.target().eventStream() ? "text/event-stream" : "application/json; charset=UTF-8";
    }

    /** None: clients of Google read streams with patterns that a comment would not fit. Source: googleapis/js-genai, _api_client.ts. */
    @Override
    public byte[] keepAlive(InboundRequest request) {
        return new byte[0];
    }

    @Override
    public byte[] encodeResponse(ChatResponse response, InboundRequest request, Origin origin) {
        return ResponseWriter.write(response, request.request(), origin);
    }

    @Override
    public InboundRequest decodeCounted(byte[] body, RequestTarget target) {
        return RequestReader.readCounted(body, target);
    }

    @Override
    public byte[] encodeCount(long inputTokens) {
        return ("{\"totalTokens\":" + inputTokens + "}").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] encodeError(ParlanceException error) {
        return ErrorWriter.body(error);
    }

    @Override
    public int status(ParlanceException error) {
        return ErrorWriter.code(error);
    }
}
