package dev.parlance.core.chat;

import org.jspecify.annotations.Nullable;

/**
 * Who answered: needed by whoever writes the answer down for a client, for a signature counts only where it was issued.
 *
 * @param host the host's name in the catalog
 * @param dialect the dialect it answered in
 * @param model the model, where only it can read again what it signed; else null
 */
public record Origin(String host, String dialect, @Nullable String model) {
    /** A host whose reasoning any of its models takes back. */
    public Origin(String host, String dialect) {
        this(host, dialect, null);
    }

    /** What reasoning keeps as its origin: {@code host} or {@code host/model}. */
    public String issuer() {
        return model == null ? host : host + "/" + model;
    }
}
