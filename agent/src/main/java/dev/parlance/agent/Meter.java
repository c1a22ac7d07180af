package dev.parlance.agent;

import dev.parlance.core.chat.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Adds up what a run costs. Not thread-safe. */
final class Meter {
    private final Budgets budgets;
    private final Price price;
    private final long begun = System.nanoTime();
    private int steps;
    private long tokens;
    private @Nullable Usage usage;
    private @Nullable BigDecimal money = BigDecimal.ZERO;

    Meter(Budgets budgets, Price price) {
        this.budgets = budgets;
        this.price = price;
    }

    /** A call of the model begins. */
    int step() {
        return ++steps;
    }

    /** Whether the steps are used up. */
    boolean lastStepTaken() {
        return steps >= budgets.steps();
    }

    /**
     * An answer came, good or not.
     *
     * @param estimate what input and output would cost when the host does not tell
     */
    void count(@Nullable Usage told, long estimate) {
        Long input = told == null ? null : told.input();
        Long output = told == null ? null : told.output();
        tokens += input == null && output == null ? estimate : zeroIfUntold(input) + zeroIfUntold(output);
        if (told != null) {
            usage = usage == null ? told : usage.plus(told);
        }
        BigDecimal cost = told == null ? null : price.of(told);
        money = cost == null || money == null ? null : money.add(cost);
    }

    /** What is used up, or null. */
    @Nullable
    Limit reached() {
        Long mostTokens = budgets.tokens();
        BigDecimal mostMoney = budgets.money();
        if (lastStepTaken()) {
            return Limit.STEPS;
        }
        if (mostTokens != null && tokens >= mostTokens) {
            return Limit.TOKENS;
        }
        if (mostMoney != null && (money == null || money.compareTo(mostMoney) >= 0)) {
            return Limit.MONEY;
        }
        return null;
    }

    Spending spent() {
        return new Spending(steps, usage, money, Duration.ofNanos(System.nanoTime() - begun));
    }

    private static long zeroIfUntold(@Nullable Long number) {
        return number == null ? 0 : number;
    }
}
