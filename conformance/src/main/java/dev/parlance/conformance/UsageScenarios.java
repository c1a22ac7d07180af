package dev.parlance.conformance;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an answer cost, as the client is told. */
final class UsageScenarios {
    /** Long enough for caches, which begin at 1,024 tokens. */
    private static final String LONG = "You know the following facts. "
            + "The lantern stands on the shelf beside the window and is lit at dusk. ".repeat(100);

    private UsageScenarios() {}

    static void counts(Dialogue dialogue) {
        ChatRequest.Builder request = dialogue.user("Say hello.");
        counted(dialogue.ask(request).speaks(), "a plain answer");
        counted(dialogue.stream(request).speaks(), "a stream");
    }

    static void cache(Dialogue dialogue) {
        ChatRequest.Builder talk =
                dialogue.request().message(longSystem(dialogue.door())).user("Where does the lantern stand?");
        talk.message(Dialogue.turn(dialogue.ask(talk).speaks())).user("And when is it lit?");
        Usage usage = counted(dialogue.ask(talk).speaks(), "the second answer");
        Long read = usage.inputCacheRead();
        if (read == null || read == 0) {
            throw Shortfall.absent(read == null ? "no count of cached input" : "no input came from the cache");
        }
        Long input = usage.input();
        if (input != null && input < read) {
            throw Shortfall.failed("more input from the cache (" + read + ") than input (" + input + ")");
        }
    }

    /** Clients of Messages mark what is to be cached; elsewhere hosts do so by themselves. */
    private static Message longSystem(Door door) {
        Members mark = door == Door.ANTHROPIC_MESSAGES
                ? Members.of("cache_control", RawJson.of(JsonValue.object("type", JsonValue.of("ephemeral"))))
                : Members.NONE;
        return new Message.System(false, List.of(new Content.Text(LONG, mark)), Message.ContentForm.FREE, Members.NONE);
    }

    static void reasoning(Dialogue dialogue) {
        ChatRequest.Builder request = ThinkingScenarios.thinking(dialogue.user("Is 91 a prime number?"));
        Usage usage = counted(dialogue.ask(request).speaks(), "the answer");
        Long reasoning = usage.outputReasoning();
        Long output = usage.output();
        if (reasoning == null || reasoning == 0) {
            throw Shortfall.absent("no count of reasoning");
        }
        if (output != null && output < reasoning) {
            throw Shortfall.failed("more reasoning (" + reasoning + ") than output (" + output + ")");
        }
    }

    private static Usage counted(Heard heard, String what) {
        Usage usage = heard.response().usage();
        if (usage == null) {
            throw Shortfall.absent(what + " tells no usage");
        }
        positive(usage.input(), what, "input");
        positive(usage.output(), what, "output");
        return usage;
    }

    private static void positive(@Nullable Long count, String what, String which) {
        if (count == null || count <= 0) {
            throw Shortfall.absent(what + " counts no " + which);
        }
    }
}
