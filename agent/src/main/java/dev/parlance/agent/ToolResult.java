package dev.parlance.agent;

import dev.parlance.core.chat.Content;
import dev.parlance.schema.UndescribableType;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /**
     * A result that shows a value: text as it is, a result as it is, {@code done} for null, all else as JSON: records, lists, maps, enums, numbers,
     * times, {@code JsonValue}.
     *
     * @throws UndescribableType when something in it is none of these
     */
    public static ToolResult of(@Nullable Object value) {
        return value instanceof ToolResult result ? result : text(ReturnedValue.text(value));
    }

    /** A failure, in words that help the model to do better. */
    public static ToolResult failure(String text) {
        return new ToolResult(List.of(new Content.Text(text)), true);
    }

    /**
     * The same as every host takes it: in words where there is nothing, which Moonshot refuses, and texts that follow each other as one, for
     * DeepSeek takes one text alone. Either would end the run.
     */
    ToolResult readable() {
        List<Content> told = Words.joined(content);
        if (told.isEmpty()) {
            return failed ? failure("(The tool failed and did not say why.)") : text("(The tool returned nothing.)");
        }
        return told.equals(content) ? this : new ToolResult(told, failed);
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
