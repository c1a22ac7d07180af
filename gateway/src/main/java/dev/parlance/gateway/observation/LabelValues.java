package dev.parlance.gateway.observation;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Keeps a label to a few values: what is not known, or one too many, is {@link #OTHER}. Thread-safe; never waits. */
final class LabelValues {
    static final String OTHER = "other";

    private final ConcurrentMap<String, String> seen = new ConcurrentHashMap<>();
    private final AtomicInteger room;
    private final Predicate<String> known;

    /**
     * @param most how many values there may be at the most
     * @param known whether a value may be one; asked for each occurrence of those that may not, so it is to be cheap
     */
    LabelValues(int most, Predicate<String> known) {
        this.room = new AtomicInteger(most);
        this.known = known;
    }

    String of(String value) {
        String already = seen.get(value);
        if (already != null) {
            return already;
        }
        if (room.get() <= 0 || !known.test(value) || room.getAndDecrement() <= 0) {
            return OTHER;
        }
        String before = seen.putIfAbsent(value, value);
        if (before != null) {
            room.incrementAndGet();
        }
        return value;
    }
}
