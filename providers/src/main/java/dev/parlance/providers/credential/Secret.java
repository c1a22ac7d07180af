package dev.parlance.providers.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A key or token that never prints. Immutable and thread-safe. */
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** A secret of that text, as it is. */
    public static Secret of(String text) {
        return new Secret(text);
    }

    /** The text itself, for the wire alone. */
    public String reveal() {
        return text;
    }

    /** Whether it is that text; takes the same time wherever they differ. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether it begins so; for telling which service issued it. */
    public boolean startsWith(String prefix) {
        return text.startsWith(prefix);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && matches(secret.text);
    }

    /** One value for all secrets: a hash would tell something about the text. */
    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "***";
    }
}
