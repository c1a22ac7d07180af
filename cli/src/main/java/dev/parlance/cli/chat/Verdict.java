package dev.parlance.cli.chat;

import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.error.ParlanceException;
import org.jspecify.annotations.Nullable;

/**
 * What a turn was worth.
 *
 * @param code the exit code of a command that asked only this
 * @param answered whether it belongs to the conversation
 * @param words what is to be said about it, or null
 */
public record Verdict(int code, boolean answered, @Nullable String words) {
    /** Who judges. */
    public interface Judge {
        /** An answer, whole or not. */
        Verdict of(ChatResponse response);

        /** No answer. */
        Verdict of(ParlanceException error);
    }
}
