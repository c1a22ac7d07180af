package dev.parlance.core.dialect;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Thinking;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A wire language, as spoken to a host. Implementations are stateless and thread-safe. */
public interface Dialect {
    /** The name in catalog data, for example {@code openai-chat}. */
    String name();

    /** Wire members that a caller's extra body may never touch. */
    List<String> structuralMembers();

    /** The wish about thinking that the caller's extra body spells out in this dialect, or null. */
    @Nullable
    Thinking thinkingIn(Members extraBody);

    /** Spells the negotiated request. Equal requests give equal bytes. */
    WireRequest encode(NegotiatedRequest request);

    /** A decoder for one answer, plain or streamed, error bodies included. */
    ResponseDecoder decoder(ResponseHead head, Profile profile);
}
