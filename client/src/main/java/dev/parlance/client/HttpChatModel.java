package dev.parlance.client;

import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Target;
import dev.parlance.providers.credential.Token;
import dev.parlance.providers.credential.TokenSource;
import org.jspecify.annotations.Nullable;

/** One model at one host over HTTP. Thread-safe. */
final class HttpChatModel implements ChatModel {
    private static final int UNAUTHORISED = 401;

    private final Target target;
    private final Transport transport;
    private final Policy policy;
    private final CallListener listener;

    HttpChatModel(Target target, Transport transport, Policy policy, CallListener listener) {
        this.target = target;
        this.transport = transport;
        this.policy = policy;
        this.listener = listener;
    }

    @Override
    public ChatResponse generate(ChatRequest request) {
        try (HttpChatStream answer = call(request.toBuilder().streaming(null).build(), false)) {
            return answer.response().orThrow();
        }
    }

    /** Throws when no answer begins, error answers included; what happens to an answer that has begun comes as an event. */
    @Override
    public ChatStream stream(ChatRequest request) {
        ChatRequest streamed = request.streaming() != null
                ? request
                : request.toBuilder()
                        .streaming(ChatRequest.Streaming.WITH_USAGE)
                        .build();
        return call(streamed, true);
    }

    private HttpChatStream call(ChatRequest request, boolean streaming) {
        PreparedRequest prepared = target.prepare(request, policy);
        listener.prepared(target.modelName(), prepared.adjustments());
        HttpChatStream stream = answered(prepared, streaming);
        if (stream.status() >= 400) {
            try (stream) {
                ParlanceException error = stream.response().error();
                if (error != null) {
                    throw error;
                }
            }
        }
        return stream;
    }

    /** A 401 to a token that can be replaced is answered with one more try. */
    private HttpChatStream answered(PreparedRequest prepared, boolean streaming) {
        target.requireCredential();
        TokenSource source = target.endpoint().credential();
        if (source == null) {
            return sent(prepared, streaming, null);
        }
        Token token = source.get();
        HttpChatStream answer = sent(prepared, streaming, token);
        if (answer.status() != UNAUTHORISED || !source.refused(token)) {
            return answer;
        }
        answer.close();
        return sent(prepared, streaming, source.get());
    }

    private HttpChatStream sent(PreparedRequest prepared, boolean streaming, @Nullable Token token) {
        Transport.Answer answer = transport.send(target.upstream(prepared, streaming, token), target);
        return new HttpChatStream(answer, prepared.decoder(answer.head()), target, token);
    }
}
