package dev.parlance.gateway.observation;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Counters of one label's values. Each comes to be when it first counts, so that no page is full of zeros. Thread-safe. */
final class LazyCounters<K> {
    private final ConcurrentMap<K, LongAdder> counters = new ConcurrentHashMap<>();
    private final Function<K, LongAdder> made;

    LazyCounters(Function<K, LongAdder> made) {
        this.made = made;
    }

    void add(K value, long amount) {
        LongAdder counter = counters.get(value);
        if (counter == null) {
            counter = counters.computeIfAbsent(value, made);
        }
        counter.add(amount);
    }
}
