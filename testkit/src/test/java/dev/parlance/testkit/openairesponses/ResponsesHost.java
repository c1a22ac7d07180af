package dev.parlance.testkit.openairesponses;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.dialects.Dialects;
import java.util.Objects;

/** The dialect, and a host that speaks it. */
final class ResponsesHost {
    static final String NAME = "openai-responses";
    static final Dialect DIALECT = Objects.requireNonNull(Dialects.outbound(NAME));
    static final InboundDialect INBOUND = Objects.requireNonNull(Dialects.inbound(NAME));

    private ResponsesHost() {}

    /** OpenAI itself, with a model that nobody knows: all that the dialect defines is taken. */
    static Profile takingAll() {
        return Catalog.bundled().resolve("openai", "a-model-that-nobody-knows", NAME);
    }
}
