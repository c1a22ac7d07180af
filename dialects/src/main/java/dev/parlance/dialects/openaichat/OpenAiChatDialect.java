package dev.parlance.dialects.openaichat;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.NegotiatedRequest;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.dialect.WireRequest;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chat Completions as spoken to hosts. Stateless and thread-safe. */
public final class OpenAiChatDialect implements Dialect {
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
        if (extraBody.isEmpty()) {
            return null;
        }
        ThinkingWishes wishes = new ThinkingWishes();
        extraBody.byName().forEach((name, json) -> {
            if (ThinkingWishes.MEMBERS.contains(name)) {
                accept(wishes, name, json);
            }
        });
        Thinking wish = wishes.strongest();
        return wish instanceof Thinking.Default ? null : wish;
    }

    private static void accept(ThinkingWishes wishes, String name, RawJson json) {
        try {
            wishes.accept(name, json.value());
        } catch (MalformedJson | IllegalArgumentException fault) {
            throw BadRequest.of("extra-body", name + " in the extra body: " + fault.getMessage());
        }
    }

    @Override
    public WireRequest encode(NegotiatedRequest request) {
        return new WireRequest(request.profile().path(), new RequestWriter(request).write());
    }

    @Override
    public ResponseDecoder decoder(ResponseHead head, Profile profile) {
        return new OpenAiChatDecoder(head, profile);
    }
}
