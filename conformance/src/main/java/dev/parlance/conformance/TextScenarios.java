package dev.parlance.conformance;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.StopReason;
import java.util.List;

/** Plain conversation: text in, text out. */
final class TextScenarios {
    private static final String QUESTION = "Answer with the one word lantern.";

    private TextScenarios() {}

    static void text(Dialogue dialogue) {
        dialogue.ask(dialogue.user(QUESTION)).says("lantern").stops(StopReason.Kind.STOP);
    }

    static void stream(Dialogue dialogue) {
        Heard heard = dialogue.stream(dialogue.user(QUESTION)).says("lantern").stops(StopReason.Kind.STOP);
        if (heard.events().stream().noneMatch(ChatEvent.TextDelta.class::isInstance)) {
            throw Shortfall.failed("no text came in the stream");
        }
    }

    static void turns(Dialogue dialogue) {
        ChatRequest.Builder talk = dialogue.user("My colour is blue.");
        talk.message(Dialogue.turn(dialogue.ask(talk).speaks()));
        talk.user("And my fruit is the pear. Repeat the fruit.");
        dialogue.ask(talk).says("pear");
    }

    static void system(Dialogue dialogue) {
        dialogue.ask(dialogue.request().system("You are brief.").user(QUESTION)).says("lantern");
    }

    static void developer(Dialogue dialogue) {
        Message brief = new Message.System(
                true, List.of(new Content.Text("You are brief.")), Message.ContentForm.FREE, Members.NONE);
        dialogue.ask(dialogue.request().message(brief).user(QUESTION)).says("lantern");
    }
}
