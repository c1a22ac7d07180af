package dev.parlance.conformance;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content.ToolCall;
import dev.parlance.core.chat.Message;
import java.util.List;

/** Reasoning on its way back: the client returns it as it came, and the host that wants it must get it. */
final class ReasoningScenarios {
    private ReasoningScenarios() {}

    static void inToolLoop(Dialogue dialogue) {
        ChatRequest.Builder talk = ThinkingScenarios.thinking(dialogue.user(ToolScenarios.QUESTION))
                .tool(ToolScenarios.WEATHER);
        Heard first = dialogue.ask(talk);
        answerCalls(talk, first);
        mustReason(first);
        dialogue.ask(talk).says("11");
    }

    static void inStreamedToolLoop(Dialogue dialogue) {
        ChatRequest.Builder talk = ThinkingScenarios.thinking(dialogue.user(ToolScenarios.QUESTION))
                .tool(ToolScenarios.WEATHER);
        Heard first = dialogue.stream(talk);
        answerCalls(talk, first);
        mustReason(first);
        Heard second = dialogue.stream(talk).says("11");
        talk.message(Dialogue.turn(second)).user("And in Oslo? Use the tool.");
        Heard third = dialogue.stream(talk);
        answerCalls(talk, third);
        dialogue.stream(talk).says("11");
    }

    static void overPlainTurn(Dialogue dialogue) {
        ChatRequest.Builder talk = ThinkingScenarios.thinking(dialogue.user("Is 91 a prime number?"));
        Heard first = dialogue.ask(talk).speaks();
        mustReason(first);
        talk.message(Dialogue.turn(first)).user("And is 93? End with the word lantern.");
        dialogue.ask(talk).says("lantern");
    }

    /** A conversation that began with other models and goes on with this one: their reasoning must do no harm. */
    static void foreign(Dialogue dialogue) {
        if (dialogue.foreignModels().isEmpty()) {
            throw Shortfall.skipped("needs a model of another host behind the same gateway");
        }
        ChatRequest.Builder talk =
                ThinkingScenarios.thinking(dialogue.request()).tool(ToolScenarios.WEATHER);
        for (String other : dialogue.foreignModels()) {
            talk.user(ToolScenarios.QUESTION);
            Heard foreign = dialogue.askOther(other, talk.build().toBuilder());
            try {
                mustReason(foreign.answered());
            } catch (Shortfall unusable) {
                throw Shortfall.failed(other + " gave no reasoning to carry over: " + unusable.getMessage());
            }
            answerCalls(talk, foreign);
        }
        dialogue.ask(talk).says("11");
    }

    private static void answerCalls(ChatRequest.Builder talk, Heard asked) {
        List<ToolCall> calls = asked.calls(1);
        talk.message(Dialogue.turn(asked));
        calls.forEach(call -> talk.message(Message.toolResult(call.id(), ToolScenarios.RESULT)));
    }

    private static void mustReason(Heard heard) {
        if (!heard.reasons()) {
            throw Shortfall.absent("no reasoning came that could be sent back");
        }
    }
}
