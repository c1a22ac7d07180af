package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.dialects.shared.ErrorStatus;
import java.nio.charset.StandardCharsets;

/** Responses as spoken by clients. Stateless and thread-safe. */
public final class OpenAiResponsesInbound implements InboundDialect {
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
        return new EventWriter(request.request(), origin);
    }

    @Override
    public byte[] encodeResponse(ChatResponse response, InboundRequest request, Origin origin) {
        return ResponseWriter.write(response, request.request(), origin);
    }

    @Override
    public boolean repeatsRequest() {
        return true;
    }

    @Override
    public boolean keepsAnswers() {
        return true;
    }

    @Override
    public byte[] encodeCount(long inputTokens) {
        return ("{\"object\":\"response.input_tokens\",\"input_tokens\":" + inputTokens + "}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] encodeError(ParlanceException error) {
        return ErrorWriter.body(error);
    }

    @Override
    public int status(ParlanceException error) {
        return ErrorStatus.of(error);
    }
}
