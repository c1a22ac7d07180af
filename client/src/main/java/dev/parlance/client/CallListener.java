package dev.parlance.client;

import dev.parlance.core.catalog.Adjustment;
import java.util.List;

/** Hears about every call before it is sent. Called on the caller's thread; must be thread-safe where models are shared. */
@FunctionalInterface
public interface CallListener {
    /** Hears nothing. */
    CallListener NONE = (model, adjustments) -> {};

    /**
     * A request is about to be sent.
     *
     * @param model what will answer, as {@code host/model}
     * @param adjustments every difference between what was asked and what is sent; empty when there is none
     */
    void prepared(String model, List<Adjustment> adjustments);

    /**
     * The host no longer knew the conversation that it was to keep; the whole of it is sent again.
     *
     * @param model what answers, as {@code host/model}
     */
    default void chainLost(String model) {}
}
