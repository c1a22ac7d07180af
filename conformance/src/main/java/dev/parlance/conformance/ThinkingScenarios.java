package dev.parlance.conformance;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.wire.JsonValue;

/** The wish about thinking, and whether the thinking can be seen. */
final class ThinkingScenarios {
    private static final String QUESTION = "Is 91 a prime number?";

    /** Room for thought and answer. */
    private static final int ROOM = 8000;

    private static final int BUDGET = 2048;

    private ThinkingScenarios() {}

    static void off(Dialogue dialogue) {
        Heard heard = dialogue.ask(dialogue.user(QUESTION).thinking(new Thinking.Off()));
        heard.speaks();
        if (!heard.reasoning().isBlank() || heard.reasoningTokens() > 0) {
            throw Shortfall.absent("the model thought all the same");
        }
    }

    static void effort(Dialogue dialogue) {
        thought(dialogue.ask(
                dialogue.user(QUESTION).thinking(new Thinking.Effort("high")).maxOutputTokens(ROOM)));
    }

    static void budget(Dialogue dialogue) {
        thought(dialogue.ask(
                dialogue.user(QUESTION).thinking(new Thinking.Budget(BUDGET)).maxOutputTokens(ROOM)));
    }

    static void shown(Dialogue dialogue) {
        Heard plain = dialogue.ask(thinking(dialogue.user(QUESTION)));
        Heard streamed = dialogue.stream(thinking(dialogue.user(QUESTION)));
        plain.speaks();
        streamed.speaks();
        if (plain.reasoning().isBlank() || streamed.reasoning().isBlank()) {
            throw Shortfall.absent(
                    plain.reasons() ? "reasoning came in a form that cannot be read" : "no reasoning came");
        }
    }

    /** The request with thinking on and shown, as a client asks that wants to see it. */
    static ChatRequest.Builder thinking(ChatRequest.Builder request) {
        return request.thinking(new Thinking.Effort("medium"))
                .parameter(Parameter.THINKING_SUMMARY, JsonValue.of("auto"))
                .maxOutputTokens(ROOM);
    }

    private static void thought(Heard heard) {
        heard.speaks();
        if (!heard.showsThinking()) {
            throw Shortfall.absent("nothing shows that the model thought");
        }
    }
}
