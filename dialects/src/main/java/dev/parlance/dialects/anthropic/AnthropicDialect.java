package dev.parlance.dialects.anthropic;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.NegotiatedRequest;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.dialect.WireRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages as spoken to hosts. Stateless and thread-safe. */
public final class AnthropicDialect implements Dialect {
    @Override
    public String name() {
        return Names.DIALECT;
    }

    @Override
    public List<String> structuralMembers() {
        return Names.STRUCTURAL;
    }

    @Override
    public @Nullable Thinking thinkingIn(Members extraBody) {
        return ThinkingReader.overriding(extraBody);
    }

    @Override
    public WireRequest encode(NegotiatedRequest request) {
        return new WireRequest(request.profile().path(), Betas.headers(request), new RequestWriter(request).write());
    }

    @Override
    public ResponseDecoder decoder(ResponseHead head, Profile profile) {
        return new AnthropicDecoder(head, profile);
    }
}
