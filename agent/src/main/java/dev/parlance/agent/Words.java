package dev.parlance.agent;

import java.util.concurrent.TimeUnit;

/** Small things said to people and models. */
final class Words {
    private static final int EXCERPT = 200;

    private Words() {}

    /** For example {@code 50 ms} or {@code 120 s}. */
    static String time(long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    /** The beginning of a text. */
    static String excerpt(String text) {
        return text.length() <= EXCERPT ? text : text.substring(0, text.offsetByCodePoints(0, EXCERPT / 2)) + "…";
    }
}
