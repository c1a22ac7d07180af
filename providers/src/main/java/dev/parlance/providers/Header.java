package dev.parlance.providers;

import dev.parlance.providers.credential.Secret;
import org.jspecify.annotations.Nullable;

/**
 * One header of a request.
 *
 * @param name in lower case
 * @param value the value, or what stands before the secret, for example {@code "Bearer "}
 * @param secret what must not be printed, or null
 */
public record Header(String name, String value, @Nullable Secret secret) {
    /** A header that may be printed. */
    public static Header of(String name, String value) {
        return new Header(name, value, null);
    }

    /** The value for people, for example {@code Bearer ***}. */
    public String masked() {
        return secret == null ? value : value + secret;
    }

    /** The value for the wire. */
    public String revealed() {
        return secret == null ? value : value + secret.reveal();
    }

    /** {@code name: value} with the secret masked. */
    @Override
    public String toString() {
        return name + ": " + masked();
    }
}
