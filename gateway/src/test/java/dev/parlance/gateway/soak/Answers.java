package dev.parlance.gateway.soak;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What came back: the first answer of a kind is read, and every other one is the same but for its number. Thread-safe. */
final class Answers {
    private final Map<Kind, Numbered> firsts = new ConcurrentHashMap<>();

    /** Looks at an answer. */
    void check(Kind kind, byte[] number, int status, byte[] body) {
        if (!kind.statuses().contains(status)) {
            throw wrong(kind, number, status, body, "has not one of the statuses " + kind.statuses());
        }
        Numbered first = kind.same() ? firsts.get(kind) : null;
        if (first == null) {
            String text = new String(body, StandardCharsets.UTF_8);
            if (!text.contains(kind.mark()) || text.contains(kind.unwanted())) {
                throw wrong(kind, number, status, body, "needs " + kind.mark() + " and not " + kind.unwanted());
            }
            first = kind.same() ? firsts.putIfAbsent(kind, Numbered.in(body, number)) : null;
        }
        if (first != null && !Arrays.equals(first.with(number), body)) {
            throw wrong(kind, number, status, body, "differs from the first, " + first);
        }
    }

    private static AssertionError wrong(Kind kind, byte[] number, int status, byte[] body, String why) {
        return new AssertionError("The answer " + status + " to " + new String(number, StandardCharsets.US_ASCII) + ", "
                + kind + ", " + why + ":\n" + new String(body, StandardCharsets.UTF_8));
    }
}
