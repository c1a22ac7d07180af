package dev.parlance.catalog;

import java.util.List;

/** What one object of the catalog says about profiles, read and checked: a list of edits. Immutable and thread-safe. */
record Layer(List<Edit> edits) {
    /** Says nothing. */
    static final Layer EMPTY = new Layer(List.of());

    /** One thing that a layer says. */
    @FunctionalInterface
    interface Edit {
        /** Lays it on the draft. */
        void apply(ProfileDraft draft);
    }

    Layer {
        edits = List.copyOf(edits);
    }

    void apply(ProfileDraft draft) {
        edits.forEach(edit -> edit.apply(draft));
    }
}
