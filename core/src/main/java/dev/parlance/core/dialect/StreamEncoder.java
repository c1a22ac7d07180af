package dev.parlance.core.dialect;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.wire.JsonWriter;

/** Writes events as the stream of an inbound dialect, its frames and end included. Feed it every event. Not thread-safe. */
public interface StreamEncoder {
    /** Appends what the event amounts to; may be nothing. A failed event ends in an error event, never in the end marker of success. */
    void encode(ChatEvent event, JsonWriter out);
}
