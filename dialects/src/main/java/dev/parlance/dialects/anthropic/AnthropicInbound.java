package dev.parlance.dialects.anthropic;

import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.error.ParlanceException;
import java.nio.charset.StandardCharsets;

/** Messages as spoken by clients. Stateless and thread-safe. */
public final class AnthropicInbound implements InboundDialect {
    @Override
    public String name() {
        return Names.DIALECT;
    }

    @Override
    public InboundRequest decodeRequest(byte[] body, RequestTarget target) {
        return RequestReader.read(body, target);
    }

    @Override
    public StreamEncoder streamEncoder(InboundRequest request, Origin origin) {
        return new MessageStreamWriter(request.request(), origin);
    }

    /** As the service itself does while it thinks. */
    @Override
    public byte[] keepAlive(InboundRequest request) {
        return "event: ping\ndata: {\"type\": \"ping\"}\n\n".getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] encodeResponse(ChatResponse response, InboundRequest request, Origin origin) {
        return ResponseWriter.write(response, request.request(), origin);
    }

    @Override
    public byte[] encodeCount(long inputTokens) {
        return ("{\"input_tokens\":" + inputTokens + "}").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] encodeError(ParlanceException error) {
        return ErrorWriter.body(error);
    }

    @Override
    public int status(ParlanceException error) {
        return ErrorWriter.status(error);
    }
}
