package dev.parlance.client;

import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Target;
import java.util.concurrent.atomic.AtomicLong;

/** One model at one host over HTTP. Thread-safe. */
final class HttpChatModel implements ChatModel {
    private final Target target;
    private final String name;
    private final CallSettings settings;
    private final AtomicLong numbers;

    /** @param numbers counts the calls of a door */
    HttpChatModel(Target target, CallSettings settings, AtomicLong numbers) {
        this.target = target;
        this.name = target.modelName();
        this.settings = settings;
        this.numbers = numbers;
    }

    @Override
    public ChatResponse generate(ChatRequest request) {
        ChatRequest plain = request.streaming() == null
                ? request
                : request.toBuilder().streaming(null).build();
        try (HttpChatStream answer = call(plain, false)) {
            return answer.whole();
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
        CallProgress progress = new CallProgress(
                new CallListener.Call(numbers.incrementAndGet(), name, streaming),
                settings.listener(),
                settings.time());
        try {
            if (settings.transport().isClosed()) {
                throw Faults.closed(target);
            }
            PreparedRequest prepared = target.prepare(request, settings.policy());
            progress.prepared(prepared.adjustments());
            return new HttpChatStream(new Attempts(target, prepared, streaming, settings, progress));
        } catch (ParlanceException failed) {
            progress.ended(null, failed);
            throw failed;
        }
    }
}
