package dev.parlance.gateway.observation;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.StopReason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was told of one call up to now; its line is made of it. One thread. */
final class CallFacts {
    final long time;
    final String inbound;
    final List<AttemptObservation> attempts = new ArrayList<>(1);

    @Nullable
    String requestId;

    @Nullable
    String traceId;

    @Nullable
    String asked;

    String caller = "";
    boolean streaming;
    List<Adjustment> adjustments = List.of();
    int chunks;
    long firstToken;
    long took;
    long bytesIn;
    long bytesOut;
    Outcome outcome = Outcome.CANCELLED;

    @Nullable
    Integer status;

    @Nullable
    ToldError error;

    @Nullable
    StopReason stop;

    byte @Nullable [] requestBody;
    private byte @Nullable [] answer;
    private int answered;

    /** @param time of its beginning, in milliseconds since 1970 */
    CallFacts(long time, String inbound) {
        this.time = time;
        this.inbound = inbound;
    }

    /** Keeps the beginning of the answer. */
    void answer(ByteBuffer bytes, int most) {
        byte[] kept = answer == null ? new byte[Math.min(most, 1024)] : answer;
        int more = Math.min(bytes.remaining(), most - answered);
        if (kept.length < answered + more) {
            kept = Arrays.copyOf(kept, Math.min(most, Math.max(kept.length * 2, answered + more)));
        }
        bytes.get(bytes.position(), kept, answered, more);
        answered += more;
        answer = kept;
    }

    /** What was kept of the answer, or null for nothing. */
    byte @Nullable [] answer() {
        return answer == null ? null : Arrays.copyOf(answer, answered);
    }
}
