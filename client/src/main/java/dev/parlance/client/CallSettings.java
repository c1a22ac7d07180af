package dev.parlance.client;

import dev.parlance.core.catalog.Policy;
import java.util.function.DoubleSupplier;

/**
 * What all calls through one door have in common.
 *
 * @param listener guarded already
 * @param chance from 0 to 1, without 1, for the length of pauses
 */
record CallSettings(
        Transport transport,
        Policy policy,
        CallListener listener,
        Deadlines deadlines,
        RetryPolicy retries,
        Time time,
        DoubleSupplier chance) {}
