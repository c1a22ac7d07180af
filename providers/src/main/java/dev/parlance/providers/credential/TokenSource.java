package dev.parlance.providers.credential;

import dev.parlance.core.error.ParlanceException;
import org.jspecify.annotations.Nullable;

/** Gives out tokens for one endpoint. Thread-safe: any number of callers share one request to an issuer. */
public interface TokenSource {
    /**
     * The token if it need not be waited for, else null. Never blocks, so that an event loop may call it. Null is an invitation to call
     * {@link #get} elsewhere.
     */
    @Nullable
    Token atHand();

    /**
     * The token, waited for if need be.
     *
     * @throws ParlanceException.Misconfigured when a setting, file or command gives none
     * @throws ParlanceException.Unauthenticated when the issuer refuses
     * @throws ParlanceException.ConnectionFailed when the issuer cannot be reached
     */
    Token get();

    /**
     * The host answered 401 to that token, which is not given out again if another can be had.
     *
     * @return whether {@link #get} may give another one, so that one more try makes sense
     */
    default boolean refused(Token token) {
        return false;
    }

    /** Where tokens come from, for people, for example {@code MOONSHOT_API_KEY in the environment}. Never a token or a part of one. */
    String description();
}
