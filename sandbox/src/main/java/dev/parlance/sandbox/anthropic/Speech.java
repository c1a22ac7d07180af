package dev.parlance.sandbox.anthropic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model says, in blocks, before it is written plainly or as a stream.
 *
 * @param stopReason the wire's word for why it ended
 * @param stopSequence the sequence that ended it, or null
 */
record Speech(List<Part> parts, String stopReason, @Nullable String stopSequence, Usage usage) {

    /** One content block. */
    sealed interface Part {
        /** A thought; without pieces when it is not shown. */
        record Thought(List<String> pieces, String signature) implements Part {}

        /** A thought that is not to be read. */
        record Redacted(String data) implements Part {}

        /** Text. */
        record Text(List<String> pieces) implements Part {}

        /** A call; the pieces of its input join to JSON unless the budget ended in them. */
        record Use(String id, String name, List<String> pieces) implements Part {}
    }

    Speech {
        parts = List.copyOf(parts);
    }
}
