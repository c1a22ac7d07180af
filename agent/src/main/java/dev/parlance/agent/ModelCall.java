package dev.parlance.agent;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call of the model, which another thread can abandon. */
final class ModelCall implements Callable<ChatResponse> {
    private final ChatModel model;
    private final ChatRequest request;
    private final boolean streaming;
    private final Consumer<ChatEvent> events;
    private volatile @Nullable ChatStream open;
    private volatile @Nullable ChatResponse heard;
    private volatile boolean abandoned;

    ModelCall(ChatModel model, ChatRequest request, boolean streaming, Consumer<ChatEvent> events) {
        this.model = model;
        this.request = request;
        this.streaming = streaming;
        this.events = events;
    }

    @Override
    public ChatResponse call() {
        if (!streaming) {
            ChatResponse response = model.generate(request);
            heard = response;
            return response.orThrow();
        }
        try (ChatStream stream = model.stream(request)) {
            open = stream;
            for (ChatEvent event : stream) {
                if (abandoned) {
                    break;
                }
                events.accept(event);
            }
            ChatResponse response = stream.response();
            heard = response;
            return response.orThrow();
        }
    }

    /** What came, also when it is no answer; null when nothing did or when it is not known. */
    @Nullable
    ChatResponse heard() {
        return heard;
    }

    void abandon() {
        abandoned = true;
        ChatStream stream = open;
        if (stream != null) {
            stream.close();
        }
    }
}
