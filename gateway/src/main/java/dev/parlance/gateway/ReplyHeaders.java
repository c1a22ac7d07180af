package dev.parlance.gateway;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.dialect.ResponseHead;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The headers of ours that go with an answer.
 *
 * @param model what answers, {@code provider/model}; null when that is not known yet
 * @param requestId the provider's id of the call; null to make one up
 * @param attempts what was tried, when it was more than one; else empty
 */
record ReplyHeaders(
        @Nullable String model,
        List<Adjustment> adjustments,
        @Nullable String requestId,
        List<AttemptNote> attempts) {
    static final ReplyHeaders UNKNOWN_CALL = new ReplyHeaders(null, List.of(), null, List.of());

    /** Room for the longest honest list; clients refuse heads that are much larger. */
    private static final int LONGEST = 2000;

    /**
     * Those of a call as far as it is known by now.
     *
     * @param course null before it began
     * @param whileReading what had to be decided before any target was asked
     */
    static ReplyHeaders of(@Nullable Course course, List<Adjustment> whileReading) {
        if (course == null) {
            return new ReplyHeaders(null, whileReading, null, List.of());
        }
        Attempt attempt = course.attempt();
        ResponseHead head = attempt == null ? null : attempt.answered();
        return new ReplyHeaders(
                course.model(),
                attempt == null ? whileReading : attempt.prepared().adjustments(),
                head == null ? null : head.requestId(),
                course.notes().size() > 1 ? List.copyOf(course.notes()) : List.of());
    }

    void put(HttpServerResponse response, boolean sandbox) {
        if (model != null) {
            response.putHeader("x-parlance-model", printable(model));
        }
        if (!adjustments.isEmpty()) {
            response.putHeader("x-parlance-adjustments", printable(summary()));
        }
        if (!attempts.isEmpty()) {
            response.putHeader("x-parlance-attempts", printable(AttemptNote.summary(attempts)));
        }
        response.putHeader("x-request-id", requestId == null ? madeUp() : printable(requestId));
        if (sandbox) {
            response.putHeader("x-parlance-sandbox", "true");
        }
    }

    /** For example {@code temperature=dropped; max-output-tokens=clamped}, each once, in the order in which they were made. */
    private String summary() {
        Set<String> entries = new LinkedHashSet<>();
        for (Adjustment adjustment : adjustments) {
            entries.add(adjustment.parameter() + "=" + adjustment.kind().label());
        }
        return String.join("; ", entries);
    }

    /** Names in it may come from the client's own JSON. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(Math.min(text.length(), LONGEST));
        for (int index = 0; index < text.length(); index++) {
            if (index == LONGEST) {
                return printable.append("; ...").toString();
            }
            char character = text.charAt(index);
            printable.append(character >= 0x20 && character < 0x7f ? character : '?');
        }
        return printable.toString();
    }

    private static String madeUp() {
        return "parlance-" + Long.toHexString(ThreadLocalRandom.current().nextLong(1L << 56, Long.MAX_VALUE));
    }
}
