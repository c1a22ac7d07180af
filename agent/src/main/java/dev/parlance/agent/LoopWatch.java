package dev.parlance.agent;

import dev.parlance.core.chat.Content;
import dev.parlance.core.wire.JsonValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Notices a model that runs in circles: the same call, with the same arguments and the same result, again and again. A call or a result that
 * was not seen before is progress and sets all counts back, so that testing after each change is no circle, and neither is asking for a state
 * until it changes. The order of calls within an answer does not matter, nor does that of members within their arguments.
 */
final class LoopWatch {
    private final int most;
    private final Set<Signature> seen = new HashSet<>();
    private final Map<Signature, Integer> counts = new HashMap<>();

    private record Signature(String name, JsonValue arguments, List<Content> result) {}

    /** @param most how often is too often; 0 for never */
    LoopWatch(int most) {
        this.most = most;
    }

    /** Notes a call and its result; how often it came without progress. */
    int noted(String name, JsonValue arguments, List<Content> result) {
        Signature signature = new Signature(name, arguments, result);
        if (seen.add(signature)) {
            counts.clear();
        }
        return counts.merge(signature, 1, Integer::sum);
    }

    /** Whether that often is too often. */
    boolean tooOften(int times) {
        return most > 0 && times >= most;
    }
}
