package dev.parlance.providers.credential;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as it comes from its issuer. Prints masked.
 *
 * @param expiresAt when it ends, or null when it holds until it is refused
 */
public record IssuedToken(Token token, @Nullable Instant expiresAt) {
    /** Whether it still holds for that long. */
    boolean holds(Instant now, Duration further) {
        return expiresAt == null || now.plus(further).isBefore(expiresAt);
    }
}
