package dev.parlance.agent;

import dev.parlance.core.chat.Content;
import java.util.List;

/**
 * What a tool gives back to the model. A failure is a result too: the model reads it and may try something else.
 *
 * @param failed whether the call did not do what was asked
 */
public record ToolResult(List<Content> content, boolean failed) {
    public ToolResult {
        content = List.copyOf(content);
    }

    /** A result in text. */
    public static ToolResult text(String text) {
        return new ToolResult(List.of(new Content.Text(text)), false);
    }

    /** A failure, in words that help the model to do better. */
    public static ToolResult failure(String text) {
        return new ToolResult(List.of(new Content.Text(text)), true);
    }

    /** All text, joined. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Content part : content) {
            if (part instanceof Content.Text(String words, var extra)) {
                text.append(words);
            }
        }
        return text.toString();
    }
}
