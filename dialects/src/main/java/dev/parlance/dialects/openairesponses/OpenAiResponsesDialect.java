package dev.parlance.dialects.openairesponses;

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

/** Responses as spoken to hosts. Stateless and thread-safe. */
public final class OpenAiResponsesDialect implements Dialect {
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
        RawJson reasoning = extraBody.get(Names.REASONING);
        JsonObject object = reasoning == null ? null : reasoning.objectOrNull();
        String effort = object == null ? null : object.text("effort");
        return effort == null || effort.isBlank() ? null : Thinking.ofWord(effort.strip());
    }

    @Override
    public WireRequest encode(NegotiatedRequest request) {
        return new WireRequest(request.profile().path(), new RequestWriter(request).write());
    }

    @Override
    public ResponseDecoder decoder(ResponseHead head, Profile profile) {
        return new OpenAiResponsesDecoder(head, profile);
    }
}
