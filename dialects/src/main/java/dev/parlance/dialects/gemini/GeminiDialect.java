package dev.parlance.dialects.gemini;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.NegotiatedRequest;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.dialect.WireRequest;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gemini generateContent as spoken to hosts. Stateless and thread-safe. */
public final class GeminiDialect implements Dialect {
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
        RawJson config = extraBody.get(Names.GENERATION_CONFIG);
        JsonObject object = config == null ? null : config.objectOrNull();
        JsonObject thinking = object == null ? null : Names.camel(object).object(Names.THINKING_CONFIG);
        return thinking == null ? null : ThinkingConfig.read(thinking).wish();
    }

    @Override
    public boolean readsObjects() {
        return true;
    }

    @Override
    public WireRequest encode(NegotiatedRequest request) {
        String path = MethodPath.of(
                request.profile().path(),
                request.request().model(),
                request.request().streaming() != null);
        return new WireRequest(path, new RequestWriter(request).write());
    }

    @Override
    public ResponseDecoder decoder(ResponseHead head, Profile profile) {
        return new GeminiDecoder(head, profile);
    }
}
