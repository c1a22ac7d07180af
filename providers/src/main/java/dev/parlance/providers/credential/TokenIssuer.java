package dev.parlance.providers.credential;

import dev.parlance.core.error.ParlanceException;

/** Fetches one token each time it is asked; whoever asks caches. Thread-safe. */
public interface TokenIssuer {
    /**
     * A new token, waited for. Ends within a time limit of its own.
     *
     * @throws ParlanceException when there is none, with a message for the person who made the settings
     */
    IssuedToken issue();

    /** Where tokens come from, for people. Never a token or a part of one. */
    String description();
}
