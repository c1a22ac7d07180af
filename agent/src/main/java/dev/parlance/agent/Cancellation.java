package dev.parlance.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets someone give up what someone else is doing. Cancelling is final. Thread-safe. */
public final class Cancellation {
    private final Map<Object, Runnable> waiting = new LinkedHashMap<>();
    private boolean cancelled;

    /** Ends interest in a cancellation. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** Nothing is cancelled yet. */
    public Cancellation() {}

    /** Gives up and tells all who asked, also when one of them throws; the first exception is thrown in the end. Again has no effect. */
    public void cancel() {
        List<Runnable> told;
        synchronized (waiting) {
            cancelled = true;
            told = new ArrayList<>(waiting.values());
            waiting.clear();
        }
        RuntimeException first = null;
        for (Runnable action : told) {
            try {
                action.run();
            } catch (RuntimeException broken) {
                // The others must be told all the same.
                first = first == null ? broken : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Whether it was given up. */
    public boolean cancelled() {
        synchronized (waiting) {
            return cancelled;
        }
    }

    /** Runs the action when it is cancelled, on the cancelling thread; at once when it already is. The action must be short and not throw. */
    public Registration onCancel(Runnable action) {
        Object key = new Object();
        boolean already;
        synchronized (waiting) {
            already = cancelled;
            if (!already) {
                waiting.put(key, action);
            }
        }
        if (already) {
            action.run();
        }
        return () -> {
            synchronized (waiting) {
                waiting.remove(key);
            }
        };
    }
}
