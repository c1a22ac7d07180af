package dev.parlance.providers.credential;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;

/** What a key looks like: visible ASCII without spaces. Anything else is a slip of copying, or would break out of its header. */
public final class KeyForm {
    private KeyForm() {}

    /**
     * The text as a secret.
     *
     * @param from the setting or variable it was given by
     * @throws ParlanceException.Misconfigured when it cannot be a key; the message never shows the text
     */
    public static Secret secret(String text, String from) {
        if (text.isEmpty()) {
            throw new ParlanceException.Misconfigured(
                    Failure.of("The key in " + from + " is empty", "Set " + from + " to the key, or remove it."));
        }
        if (!fits(text)) {
            // The text itself must not be shown, not even in part.
            throw new ParlanceException.Misconfigured(Failure.of(
                    "The key in " + from + " holds a space, a line break or a character that no key has",
                    "Copy the key alone, without quotes, line breaks or the word Bearer, and set " + from + " again."));
        }
        return Secret.of(text);
    }

    /** Whether it can travel in a header as it is. */
    static boolean fits(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character <= 0x20 || character >= 0x7f) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
