package dev.parlance.gateway;

import dev.parlance.core.catalog.Adjustment;
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
 */
record ReplyHeaders(
        @Nullable String model,
        List<Adjustment> adjustments,
        @Nullable String requestId) {
    static final ReplyHeaders UNKNOWN_CALL = new ReplyHeaders(null, List.of(), null);

    /** Room for the longest honest list; clients refuse heads that are much larger. */
    private static final int LONGEST = 2000;

    void put(HttpServerResponse response, boolean sandbox) {
        if (model != null) {
            response.putHeader("x-parlance-model", printable(model));
        }
        if (!adjustments.isEmpty()) {
            response.putHeader("x-parlance-adjustments", printable(summary()));
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
