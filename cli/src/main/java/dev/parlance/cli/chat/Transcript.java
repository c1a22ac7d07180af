package dev.parlance.cli.chat;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation as Markdown, to be kept or sent to somebody. Without what the model thought. */
final class Transcript {
    private Transcript() {}

    static String of(@Nullable String system, List<Message> messages) {
        StringBuilder text = new StringBuilder();
        if (system != null) {
            part(text, "Instructions", system);
        }
        for (Message message : messages) {
            String who = switch (message) {
                case Message.User user -> "Question";
                case Message.Assistant assistant -> "Answer";
                case Message.System instructions -> "Instructions";
                case Message.ToolResult result -> "Result";
            };
            StringBuilder words = new StringBuilder();
            for (Content content : message.content()) {
                switch (content) {
                    case Content.Text(String said, var extra) -> words.append(said);
                    case Content.Refusal(String said) -> words.append(said);
                    case Content.Media media -> words.append("(a picture)\n\n");
                    case Content.Reasoning thought -> {}
                    case Content.ToolCall call -> {}
                    case Content.Opaque opaque -> {}
                }
            }
            part(text, who, words.toString());
        }
        return text.toString();
    }

    private static void part(StringBuilder text, String heading, String words) {
        text.append(text.isEmpty() ? "" : "\n")
                .append("## ")
                .append(heading)
                .append("\n\n")
                .append(words.strip())
                .append('\n');
    }
}
