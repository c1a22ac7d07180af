package dev.parlance.agent;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much one run may cost. Null means without limit. Steps, tokens and money are looked at before each call of the model, so one answer may
 * go beyond; time ends whatever is under way.
 *
 * @param steps calls of the model, retries and recoveries included; at least 1
 * @param tokens input and output of all calls; an answer whose usage the host does not tell is counted by the estimate
 * @param money in the currency of {@link Price}; an answer of unknown price counts as all of it, for the budget can no longer be kept
 */
public record Budgets(
        int steps,
        @Nullable Duration time,
        @Nullable Long tokens,
        @Nullable BigDecimal money) {
    /** Fifty steps, nothing else. */
    public static final Budgets DEFAULT = new Budgets(50, null, null, null);

    public Budgets {
        if (steps < 1) {
            throw new IllegalArgumentException("A run needs at least 1 step, not " + steps);
        }
    }

    /** The same with other steps. */
    public Budgets withSteps(int most) {
        return new Budgets(most, time, tokens, money);
    }

    /** The same with a limit in wall time. */
    public Budgets withTime(@Nullable Duration most) {
        return new Budgets(steps, most, tokens, money);
    }

    /** The same with a limit in tokens. */
    public Budgets withTokens(@Nullable Long most) {
        return new Budgets(steps, time, most, money);
    }

    /** The same with a limit in money. */
    public Budgets withMoney(@Nullable BigDecimal most) {
        return new Budgets(steps, time, tokens, most);
    }
}
