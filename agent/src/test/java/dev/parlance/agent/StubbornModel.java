package dev.parlance.agent;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ChatStream;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;

/** A model of the caller's own that says nothing until its stream is closed, whatever interrupts it. */
record StubbornModel(Runnable whenAsked) implements ChatModel {
    @Override
    public ChatResponse generate(ChatRequest request) {
        throw new UnsupportedOperationException("only streams");
    }

    @Override
    public ChatStream stream(ChatRequest request) {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        return new ChatStream() {
            @Override
            public Iterator<ChatEvent> iterator() {
                whenAsked.run();
                // Does not heed interrupts.
                closed.join();
                return Collections.emptyIterator();
            }

            @Override
            public ChatResponse response() {
                throw new IllegalStateException("closed");
            }

            @Override
            public void close() {
                closed.complete(true);
            }
        };
    }
}
