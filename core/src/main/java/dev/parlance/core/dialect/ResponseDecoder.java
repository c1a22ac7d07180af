package dev.parlance.core.dialect;

import dev.parlance.core.chat.ChatEvent;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Decodes one answer from its bytes, however they are cut. Any chunking gives the same events. After the terminal event (stopped or failed)
 * everything is ignored. Malformed input ends in a failed event, never in an exception. Not thread-safe.
 */
public interface ResponseDecoder {
    /** Takes more bytes; the buffer is read to its limit before the call returns and not kept. */
    void feed(ByteBuffer bytes, Consumer<ChatEvent> sink);

    /** The body has ended. */
    void end(Consumer<ChatEvent> sink);
}
