package dev.parlance.dialects.gemini;

import dev.parlance.core.raw.FrameKinds;

/** The kinds of pieces of an answer. Every one may tell the usage so far. Stateless and thread-safe. */
public final class PieceKinds implements FrameKinds {
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
