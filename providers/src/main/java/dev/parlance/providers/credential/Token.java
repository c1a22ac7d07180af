package dev.parlance.providers.credential;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What opens a host for a call. Prints masked.
 *
 * @param baseUrl where the issuer says that calls go, or null when it says nothing; GitHub Copilot names another host for some plans
 */
public record Token(Secret secret, Form form, @Nullable URI baseUrl) {
    /** Which header it travels in. */
    public enum Form {
        /** As the host wants its keys. */
        KEY,
        /** {@code Authorization: Bearer}, whatever the host wants for keys. */
        BEARER
    }

    /** Shorter ones stand in too many words by chance. */
    private static final int TELLING = 8;

    /** The error without the secret, which some hosts and more proxies repeat in what they say. */
    public ParlanceException removedFrom(ParlanceException error) {
        Failure failure = error.failure();
        String text = secret.reveal();
        if (text.length() < TELLING || !(failure.message() + failure.body()).contains(text)) {
            return error;
        }
        Failure masked = failure.withMessage(failure.message().replace(text, secret.toString()))
                .withBody(failure.body() == null ? null : failure.body().replace(text, secret.toString()));
        return ParlanceException.of(error.kind(), masked);
    }

    /** A key. */
    public static Token key(Secret secret) {
        return new Token(secret, Form.KEY, null);
    }

    /** A bearer token. */
    public static Token bearer(Secret secret) {
        return new Token(secret, Form.BEARER, null);
    }
}
