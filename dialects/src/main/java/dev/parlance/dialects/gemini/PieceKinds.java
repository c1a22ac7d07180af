package dev.parlance.dialects.gemini;

import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.raw.FrameKinds;

/** The kinds of pieces of an answer. Every one may tell the usage so far. Stateless and thread-safe. */
public final class PieceKinds implements FrameKinds {
    /** Hosts forget the ids of calls, and a stream may be asked for as one array. */
    @Override
    public boolean canPass(InboundRequest asked, PreparedRequest prepared) {
        boolean events = asked.request().streaming() == null || asked.target().eventStream();
        return events && asked.request().tools().isEmpty();
    }

    @Override
    public Kind of(String frame) {
        if (frame.contains("\"error\"") || frame.contains("\"finishReason\"") || frame.contains("\"promptFeedback\"")) {
            return Kind.HELD;
        }
        boolean ordinary = frame.startsWith("data:")
                && frame.contains("\"text\"")
                && !frame.contains("\"functionCall\"")
                && !frame.contains("\"thoughtSignature\"")
                && !frame.contains("\"inlineData\"");
        return ordinary ? Kind.ORDINARY : Kind.TELLING;
    }

    @Override
    public boolean readsLast() {
        return true;
    }
}
