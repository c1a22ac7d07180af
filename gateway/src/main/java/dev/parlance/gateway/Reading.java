package dev.parlance.gateway;

import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.raw.RawAnswer;
import dev.parlance.dialects.RawAnswers;
import dev.parlance.providers.Header;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an answer's bytes.
 *
 * @param passedIn the client's dialect, where its answer may be passed on as it is; else null
 * @param remembered whether the memory must hear what the model thinks
 * @param packed whether the client takes its bytes packed, should the host pack them
 */
record Reading(@Nullable String passedIn, boolean remembered, boolean packed) {
    /**
     * For the answer to what is sent.
     *
     * @param mayPass whether nothing else speaks against passing it on
     * @param takesPacked whether the client says so. Streams are never packed: an error of ours could not follow.
     */
    static Reading of(
            InboundRequest asked, PreparedRequest prepared, boolean mayPass, boolean remembered, boolean takesPacked) {
        boolean passed = mayPass && RawAnswers.isPossible(asked, prepared, remembered);
        return new Reading(
                passed ? asked.request().dialect() : null,
                remembered,
                passed && takesPacked && asked.request().streaming() == null);
    }

    /** What to ask of the host for that. */
    List<Header> headers() {
        return packed ? List.of(Header.of("accept-encoding", Gunzip.NAME)) : List.of();
    }

    /** What passes it on, or null when it is decoded. */
    @Nullable
    RawAnswer raw(PreparedRequest prepared, boolean streaming, ResponseHead head, ByteBuffer first) {
        return passedIn == null ? null : RawAnswers.of(prepared, passedIn, streaming, remembered, head, first);
    }
}
