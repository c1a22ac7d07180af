package dev.parlance.core.dialect;

import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Thinking;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A wire language, as spoken to a host: requests go out in it, answers come back. Implementations are stateless and thread-safe. */
public interface Dialect extends ResponseDialect {
    /** Wire members that a caller's extra body may never touch. */
    List<String> structuralMembers();

    /** The wish about thinking that the caller's extra body spells out in this dialect, or null. */
    @Nullable
    Thinking thinkingIn(Members extraBody);

    /** Whether the text of a tool's result is written in another way when it is a JSON object. */
    default boolean readsObjects() {
        return false;
    }

    /** Spells the negotiated request. Equal requests give equal bytes. */
    WireRequest encode(NegotiatedRequest request);
}
