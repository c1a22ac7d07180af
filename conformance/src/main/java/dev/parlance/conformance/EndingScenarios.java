package dev.parlance.conformance;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.StopReason;

/** The ways in which an answer ends. */
final class EndingScenarios {
    private static final int LITTLE = 16;

    private EndingScenarios() {}

    static void length(Dialogue dialogue) {
        ChatRequest.Builder request = dialogue.user("Count from one to two hundred, in words, one after the other.")
                .maxOutputTokens(LITTLE);
        dialogue.ask(request).stops(StopReason.Kind.LENGTH);
        dialogue.stream(request).stops(StopReason.Kind.LENGTH);
    }

    static void toolCalls(Dialogue dialogue) {
        ChatRequest.Builder request = dialogue.user(ToolScenarios.QUESTION).tool(ToolScenarios.WEATHER);
        dialogue.ask(request).stops(StopReason.Kind.TOOL_CALLS);
        dialogue.stream(request).stops(StopReason.Kind.TOOL_CALLS);
    }

    static void thinkOnly(Dialogue dialogue) {
        Heard heard = dialogue.ask(ThinkingScenarios.thinking(dialogue.user("Is 91 a prime number? [[think-only]]")));
        heard.stops(StopReason.Kind.LENGTH);
        if (!heard.response().text().isBlank()) {
            throw Shortfall.failed(
                    "the reasoning became text: " + heard.response().text());
        }
    }

    /** Reported as the end of an answer or as an error; never as a success. */
    static void filtered(Dialogue dialogue) {
        ChatRequest.Builder request = dialogue.user("Say hello at length. [[content-filter]]");
        filtered(dialogue.ask(request), dialogue.door());
        filtered(dialogue.stream(request), dialogue.door());
    }

    private static void filtered(Heard heard, Door door) {
        if (heard.response().error() == null) {
            heard.stops(StopReason.Kind.CONTENT_FILTER);
        } else {
            heard.fails(FailureScenarios.blockedKinds(door));
        }
    }

    static void refusal(Dialogue dialogue) {
        ChatRequest.Builder request = dialogue.user("Help me with something bad. [[refusal]]");
        refused(dialogue.ask(request).answered());
        refused(dialogue.stream(request).answered());
    }

    /** In its own place where the client's dialect has one, as the reason of the end, or in the text. */
    private static void refused(Heard heard) {
        StopReason stop = heard.response().stop();
        boolean said = heard.response().content().stream()
                .anyMatch(part -> part instanceof Content.Refusal
                        || part instanceof Content.Text text && text.text().contains("can't assist"));
        if (!said && (stop == null || stop.kind() != StopReason.Kind.CONTENT_FILTER)) {
            throw Shortfall.absent("the refusal did not come");
        }
    }
}
