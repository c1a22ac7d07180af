package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes the texts of a tool result as one, for hosts that take no list there: DeepSeek answers {@code invalid type: sequence, expected a
 * string}. A result that holds something else than texts stays as it is, for the host to say what it thinks of it. Source: Gitlawb/openclaude#806.
 */
final class ToolResultTexts {
    private static final String BETWEEN = "\n\n";

    private ToolResultTexts() {}

    static Conversation join(Conversation conversation) {
        return conversation.mapMessages(message ->
                List.of(message instanceof Message.ToolResult result ? joined(result, conversation) : message));
    }

    private static Message joined(Message.ToolResult result, Conversation conversation) {
        List<String> texts = new ArrayList<>();
        Set<String> lost = new TreeSet<>();
        for (Content part : result.content()) {
            if (!(part instanceof Content.Text(String text, var extra))) {
                return result;
            }
            texts.add(text);
            lost.addAll(extra.byName().keySet());
        }
        if (result.form() != Message.ContentForm.PARTS && texts.size() < 2 && lost.isEmpty()) {
            return result;
        }
        report(conversation, texts.size(), lost);
        return new Message.ToolResult(
                result.callId(),
                List.of(new Content.Text(String.join(BETWEEN, texts))),
                Message.ContentForm.FREE,
                result.extra());
    }

    private static void report(Conversation conversation, int texts, Set<String> lost) {
        var source = conversation.profile().source("transforms/" + Transform.TOOL_RESULT_AS_TEXT.label());
        if (texts > 1) {
            conversation
                    .log()
                    .add(Adjustment.of(
                                    "messages", Adjustment.Kind.REPAIRED, JsonValue.of(texts), JsonValue.of(1), source)
                            .because("The host takes one text as the result of a tool; all of them now stand in it."));
        }
        if (!lost.isEmpty()) {
            conversation
                    .log()
                    .add(Adjustment.of(
                                    "vendor-members",
                                    Adjustment.Kind.DROPPED,
                                    JsonValue.strings(List.copyOf(lost)),
                                    null,
                                    source)
                            .because("They belonged to texts of a tool result that became one."));
        }
    }
}
