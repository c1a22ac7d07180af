package dev.parlance.agent;

import dev.parlance.core.chat.Message;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks the caller's {@link Compaction} for a shorter conversation, once for each overflow, whatever it then does. Used by the run's thread alone. */
final class Shortening {
    private final @Nullable Compaction compaction;
    private final Patience patience;
    private boolean tried;

    Shortening(@Nullable Compaction compaction, Patience patience) {
        this.compaction = compaction;
        this.patience = patience;
    }

    /** The model has answered; the next overflow is another one. */
    void answered() {
        tried = false;
    }

    /**
     * Another conversation.
     *
     * @throws ParlanceException why there is none: the overflow itself, or what went wrong with the hook
     */
    List<Message> of(List<Message> before, ParlanceException.ContextOverflow overflow) throws HaltedException {
        Compaction own = compaction;
        // When the shorter conversation does not fit either, a second attempt would not know better.
        if (own == null || tried) {
            throw overflow;
        }
        tried = true;
        List<Message> after;
        try {
            after = patience.await(
                    "compaction", () -> Objects.requireNonNull(own.compact(before), "it returned null"), () -> {});
        } catch (ParlanceException known) {
            throw known;
        } catch (RuntimeException broken) {
            throw new ParlanceException.Misconfigured(Failure.of(
                    "The compaction failed: " + broken, "The conversation no longer fits the model's window."));
        }
        if (after.equals(before)) {
            // The host would refuse it again.
            throw overflow;
        }
        return after;
    }
}
