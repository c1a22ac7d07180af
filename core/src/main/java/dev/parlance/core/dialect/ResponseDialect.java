package dev.parlance.core.dialect;

import dev.parlance.core.catalog.Profile;

/** A wire form whose answers can be read, whether or not requests can be spoken in it. Implementations are stateless and thread-safe. */
public interface ResponseDialect {
    /** The name in catalog data and on the command line, for example {@code openai-chat}. */
    String name();

    /** A decoder for one answer, plain or streamed, error bodies included. */
    ResponseDecoder decoder(ResponseHead head, Profile profile);
}
