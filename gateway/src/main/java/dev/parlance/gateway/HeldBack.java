package dev.parlance.gateway;

import dev.parlance.core.chat.ChatEvent;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of an answer before it was chosen. Most of it is small, and much of it never comes: nothing has room beforehand. */
final class HeldBack {
    private final List<ChatEvent> events = new ArrayList<>();
    private @Nullable ByteArrayOutputStream bytes;
    private @Nullable ByteArrayOutputStream packed;

    /** One more event. */
    void event(ChatEvent event) {
        events.add(event);
    }

    /** More bytes that are passed on as they are. */
    void bytes(byte[] more, int from, int length) {
        ByteArrayOutputStream soFar = bytes == null ? new ByteArrayOutputStream(length) : bytes;
        bytes = soFar;
        soFar.write(more, from, length);
    }

    /** More bytes as the host packed them. */
    void packed(ByteBuffer more) {
        byte[] copy = new byte[more.remaining()];
        more.get(copy);
        ByteArrayOutputStream soFar = packed == null ? new ByteArrayOutputStream(copy.length) : packed;
        packed = soFar;
        soFar.writeBytes(copy);
    }

    /** The bytes will come as events instead. */
    void withoutBytes() {
        bytes = null;
    }

    /**
     * All of it, in its order.
     *
     * @param asItCame whether the bytes are those of the host, so that they may leave as it packed them
     */
    void release(Attempt.Owner owner, boolean asItCame) {
        if (bytes != null) {
            ByteArrayOutputStream leaving = bytes;
            if (asItCame && packed != null) {
                leaving = packed;
                owner.packed(Gunzip.NAME);
            }
            owner.passed(leaving.toByteArray(), 0, leaving.size());
        }
        events.forEach(owner::event);
    }
}
