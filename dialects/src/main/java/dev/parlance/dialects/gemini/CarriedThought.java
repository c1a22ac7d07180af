package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.dialects.shared.CarriedReasoning;
import org.jspecify.annotations.Nullable;

/**
 * Reasoning of a host of another dialect on its way to a client of this one: its text goes out as it comes, and what the host wants back
 * waits, sealed, for the part that follows, where this dialect has signatures. Not thread-safe.
 */
final class CarriedThought {
    private final Origin origin;
    private @Nullable ResponseFold current;
    private boolean closed;
    private boolean interrupted;
    private boolean waits;

    CarriedThought(Origin origin) {
        this.origin = origin;
    }

    /** Whether the delta begins reasoning of its own, so that the seal of the one before it must be out by then. */
    boolean begins(ChatEvent.ReasoningDelta delta) {
        return current == null || closed || interrupted && !delta.text().isEmpty();
    }

    void add(ChatEvent.ReasoningDelta delta) {
        if (begins(delta)) {
            current = new ResponseFold(origin.host());
            closed = false;
        }
        interrupted = false;
        waits = true;
        if (current != null) {
            current.accept(delta);
        }
    }

    /** The dialect of the host ended its part. */
    void partEnded() {
        closed |= !interrupted;
    }

    /** Another part begins: the seal that is to stand on it, or null when none waits. */
    @Nullable
    String seal() {
        interrupted = true;
        if (!waits || current == null) {
            return null;
        }
        waits = false;
        for (Content part : current.response().content()) {
            if (part instanceof Content.Reasoning reasoning) {
                return CarriedReasoning.of(reasoning.field(), reasoning.payload(), origin)
                        .sealed();
            }
        }
        return null;
    }
}
