package dev.parlance.dialects.interactions;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseDialect;
import dev.parlance.core.dialect.ResponseHead;

/** Gemini interactions as answered by hosts. Stateless and thread-safe. */
public final class GeminiInteractions implements ResponseDialect {
    static final String NAME = "gemini-interactions";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ResponseDecoder decoder(ResponseHead head, Profile profile) {
        return new InteractionsDecoder(head, profile);
    }
}
