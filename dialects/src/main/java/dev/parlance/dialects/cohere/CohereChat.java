package dev.parlance.dialects.cohere;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseDialect;
import dev.parlance.core.dialect.ResponseHead;

/** Cohere Chat v2 as answered by hosts. Stateless and thread-safe. */
public final class CohereChat implements ResponseDialect {
    static final String NAME = "cohere-chat";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ResponseDecoder decoder(ResponseHead head, Profile profile) {
        return new CohereDecoder(head, profile);
    }
}
