package dev.parlance.core.chat;

/** What agents and users hold: one model at one host. Implementations are thread-safe. Both calls block and are made for virtual threads. */
public interface ChatModel {
    /** Asks and waits for the whole answer. @throws dev.parlance.core.error.ParlanceException when there is none */
    ChatResponse generate(ChatRequest request);

    /** Asks and returns the answer as it comes. Close the stream to cancel. */
    ChatStream stream(ChatRequest request);
}
