package dev.parlance.dialects.anthropic;

import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.raw.FrameKinds;

/** The kinds of events of Messages, by their names and what only their JSON can hold. Stateless and thread-safe. */
public final class MessageEventKinds implements FrameKinds {
    /** Its answers name the model as the client asked for it, which the host does not know; Claude Code drops signed thoughts else. */
    @Override
    public boolean canPass(InboundRequest asked, PreparedRequest prepared) {
        return false;
    }

    @Override
    public Kind of(String frame) {
        if (frame.contains("\"error\"")
                || frame.contains("\"stop_reason\":\"")
                || frame.contains("\"stop_reason\": \"")) {
            return Kind.HELD;
        }
        boolean ordinary = frame.startsWith("event: content_block_delta")
                && (frame.contains("\"text_delta\"")
                        || frame.contains("\"input_json_delta\"")
                        || frame.contains("\"thinking_delta\""));
        return ordinary ? Kind.ORDINARY : Kind.TELLING;
    }
}
