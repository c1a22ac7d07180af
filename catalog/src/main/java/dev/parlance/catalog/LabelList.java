package dev.parlance.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * What one layer says about an ordered list of named things: another list altogether, or some to add and some to take out. Not thread-safe
 * while it is written.
 */
final class LabelList<T> {
    private boolean replaces;
    private final List<T> removed = new ArrayList<>();
    private final List<T> added = new ArrayList<>();

    /** Earlier layers do not count. */
    void replace() {
        replaces = true;
    }

    void remove(T one) {
        removed.add(one);
    }

    /** Puts one at the end; one that stood earlier moves there. */
    void add(T one) {
        added.remove(one);
        added.add(one);
    }

    /** Lays what a more specific layer says on this. */
    void lay(LabelList<T> later) {
        if (later.replaces) {
            replaces = true;
            removed.clear();
            added.clear();
        }
        removed.addAll(later.removed);
        added.removeAll(later.removed);
        for (T one : later.added) {
            add(one);
        }
    }

    List<T> chosen() {
        return List.copyOf(added);
    }
}
