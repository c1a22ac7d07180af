package dev.parlance.gateway;

import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.raw.RawAnswer;
import dev.parlance.dialects.RawAnswers;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an answer's bytes.
 *
 * @param passedIn the client's dialect, where its answer may be passed on as it is; else null
 * @param remembered whether the memory must hear what the model thinks
 */
record Reading(@Nullable String passedIn, boolean remembered) {
    /**
     * For the answer to what is sent.
     *
     * @param mayPass whether anything else speaks against passing it on
     */
    static Reading of(InboundRequest asked, PreparedRequest prepared, boolean mayPass, boolean remembered) {
        boolean passed = mayPass && RawAnswers.isPossible(asked, prepared, remembered);
        return new Reading(passed ? asked.request().dialect() : null, remembered);
    }

    /** What passes it on, or null when it is decoded. */
    @Nullable
    RawAnswer raw(PreparedRequest prepared, boolean streaming, ResponseHead head, ByteBuffer first) {
        return passedIn == null ? null : RawAnswers.of(prepared, passedIn, streaming, remembered, head, first);
    }
}
