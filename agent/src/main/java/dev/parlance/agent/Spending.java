package dev.parlance.agent;

import dev.parlance.core.chat.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a run has cost.
 *
 * @param steps calls of the model
 * @param usage the sum of what the hosts told, or null when none told anything
 * @param money the sum of all prices, or null when the price of one call or more is unknown
 */
public record Spending(
        int steps, @Nullable Usage usage, @Nullable BigDecimal money, Duration time) {}
