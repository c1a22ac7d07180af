package dev.parlance.core.chat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer, folded from events. Immutable and thread-safe.
 *
 * @param created seconds since 1970, 0 when not told
 * @param content the parts in wire order, adjacent parts of one kind joined
 * @param stop why it ended, or null when the provider did not say or the answer failed
 * @param opaque dialect-specific members in the order of arrival
 * @param error what went wrong, beside whatever came before it, or null
 * @param adjustments every difference between what was asked and what was sent, told by the one who sent it; empty when there is none
 */
public record ChatResponse(
        @Nullable String id,
        @Nullable String model,
        long created,
        List<Content> content,
        @Nullable StopReason stop,
        @Nullable Usage usage,
        List<ChatEvent.OpaqueReceived> opaque,
        @Nullable ParlanceException error,
        List<Adjustment> adjustments) {

    public ChatResponse {
        content = List.copyOf(content);
        opaque = List.copyOf(opaque);
        adjustments = List.copyOf(adjustments);
    }

    /** An answer of which nobody says how its request was adjusted. */
    public ChatResponse(
            @Nullable String id,
            @Nullable String model,
            long created,
            List<Content> content,
            @Nullable StopReason stop,
            @Nullable Usage usage,
            List<ChatEvent.OpaqueReceived> opaque,
            @Nullable ParlanceException error) {
        this(id, model, created, content, stop, usage, opaque, error, List.of());
    }

    /** The same with what was adjusted in its request. */
    public ChatResponse withAdjustments(List<Adjustment> made) {
        if (made.equals(adjustments)) {
            return this;
        }
        return new ChatResponse(id, model, created, content, stop, usage, opaque, error, made);
    }

    /** All text, joined. */
    public String text() {
        String first = "";
        StringBuilder more = null;
        for (Content part : content) {
            if (!(part instanceof Content.Text words)) {
                continue;
            }
            if (more != null) {
                more.append(words.text());
            } else if (first.isEmpty()) {
                first = words.text();
            } else {
                more = new StringBuilder(first).append(words.text());
            }
        }
        return more == null ? first : more.toString();
    }

    /** The tool calls, in order. */
    public List<Content.ToolCall> toolCalls() {
        return content.stream()
                .filter(Content.ToolCall.class::isInstance)
                .map(Content.ToolCall.class::cast)
                .toList();
    }

    /** The turn to put into the history: content and reasoning with its origin. */
    public Message.Assistant message() {
        return new Message.Assistant(content, Message.ContentForm.FREE, Members.NONE);
    }

    /**
     * This answer, if it is one. A failed answer throws its error. An answer that holds neither text nor calls nor a refusal throws
     * {@code EmptyResponse}, or {@code ContentFiltered} when a filter emptied it: such an answer is never a success.
     */
    public ChatResponse orThrow() {
        if (error != null) {
            throw error;
        }
        for (Content part : content) {
            if (part instanceof Content.ToolCall
                    || part instanceof Content.Refusal
                    || part instanceof Content.Media
                    || part instanceof Content.Opaque
                    || part instanceof Content.Text words && !words.text().isBlank()) {
                return this;
            }
        }
        String ended = stop == null || stop.raw() == null ? "no reason" : "finish reason " + stop.raw();
        if (stop != null && stop.kind() == StopReason.Kind.CONTENT_FILTER) {
            throw new ParlanceException.ContentFiltered(Failure.of(
                    "The answer was emptied by the host's content filter (" + ended + ")", "Change the prompt."));
        }
        boolean reasoned = content.stream().anyMatch(Content.Reasoning.class::isInstance);
        throw new ParlanceException.EmptyResponse(
                reasoned
                        ? Failure.of(
                                "The model only thought and did not answer (" + ended + ")",
                                "The output budget was probably used up by thinking: raise max-output-tokens"
                                        + " (16,000 or more for thinking models) or lower the effort.")
                        : Failure.of("The answer is empty (" + ended + ")", "Try again."));
    }
}
