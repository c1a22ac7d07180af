package dev.parlance.dialects.openaichat;

import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.dialects.shared.ErrorStatus;

/** Chat Completions as spoken by clients. Stateless and thread-safe. */
public final class OpenAiChatInbound implements InboundDialect {
    @Override
    public String name() {
        return Names.DIALECT;
    }

    @Override
    public InboundRequest decodeRequest(byte[] body) {
        return RequestReader.read(body);
    }

    @Override
    public StreamEncoder streamEncoder(InboundRequest request) {
        return new ChunkWriter(request.request());
    }

    @Override
    public byte[] encodeResponse(ChatResponse response, InboundRequest request) {
        return ResponseWriter.write(response, request.request());
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
