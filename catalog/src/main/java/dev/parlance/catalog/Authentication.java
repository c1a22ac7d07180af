package dev.parlance.catalog;

import dev.parlance.core.catalog.ReasoningFacts;

/** How a host wants its key. */
public enum Authentication implements ReasoningFacts.Labelled {
    /** {@code Authorization: Bearer <key>}. */
    BEARER,
    /** {@code api-key: <key>}, and no {@code Authorization}. */
    API_KEY_HEADER,
    /** {@code x-api-key: <key>}. */
    X_API_KEY,
    /** {@code x-goog-api-key: <key>}. */
    X_GOOG_API_KEY,
    /** {@code Authorization: Bearer} with a token that GitHub gives for an account, for a while. */
    GITHUB_COPILOT,
    /** Not at all. */
    NONE
}
