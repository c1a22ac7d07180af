package dev.parlance.client;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ParlanceException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears about every call, in this order: started, prepared, then for each attempt sent, firstByte and its events, with retrying in between,
 * and at the end either finished or failed, once. Called on the thread that calls or reads; must be thread-safe where models are shared.
 * What a listener throws does not touch the call; the first fault is logged.
 */
@FunctionalInterface
public interface CallListener {
    /** Hears nothing. */
    CallListener NONE = (model, adjustments) -> {};

    /**
     * One call.
     *
     * @param number tells the calls of one door apart
     * @param model what answers, as {@code host/model}
     * @param streamed whether the answer comes piece by piece
     */
    record Call(long number, String model, boolean streamed) {}

    /**
     * A request is about to be sent.
     *
     * @param model what will answer, as {@code host/model}
     * @param adjustments every difference between what was asked and what is sent; empty when there is none
     */
    void prepared(String model, List<Adjustment> adjustments);

    /**
     * The same for listeners that tell calls apart; whoever has this one is not told the other.
     *
     * @param adjustments every difference between what was asked and what is sent; empty when there is none
     */
    default void prepared(Call call, List<Adjustment> adjustments) {
        prepared(call.model(), adjustments);
    }

    /** A call begins; nothing is prepared yet. */
    default void started(Call call) {}

    /**
     * The request is about to leave.
     *
     * @param attempt 1 for the first; told twice when a refused token was replaced
     */
    default void sent(Call call, int attempt) {}

    /**
     * The head of an answer is there.
     *
     * @param status its HTTP status
     */
    default void firstByte(Call call, int attempt, int status) {}

    /** An event was read, perhaps of an attempt that is given up later. */
    default void event(Call call, ChatEvent event) {}

    /** An attempt failed; after the pause there is another one. */
    default void retrying(Call call, Duration pause, ParlanceException error) {}

    /**
     * The answer is whole.
     *
     * @param usage what it cost, null when the host does not say
     */
    default void finished(Call call, @Nullable Usage usage, Timings timings) {}

    /** There is no answer, or none that is whole; a stream that is closed before its end was cancelled. */
    default void failed(Call call, ParlanceException error, Timings timings) {}

    /**
     * The host no longer knew the conversation that it was to keep; the whole of it is sent again.
     *
     * @param model what answers, as {@code host/model}
     */
    default void chainLost(String model) {}
}
