package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.Usage;
import dev.parlance.core.wire.RawJson;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a run costs, by the prices of its caller: Parlance itself knows none. */
class MeterTest {
    /** A million tokens of gpt-5.4's prompt, all of them cached, at a quarter of a dollar. */
    private static final Usage CACHED = new Usage(1_000_000L, 1_000_000L, null, 0L, null, RawJson.EMPTY_OBJECT);

    private static final Price PAY_AS_YOU_GO = usage -> perMillion("2.50")
            .multiply(BigDecimal.valueOf(told(usage.input()) - told(usage.inputCacheRead())))
            .add(perMillion("0.25").multiply(BigDecimal.valueOf(told(usage.inputCacheRead()))));

    private static BigDecimal perMillion(String dollars) {
        return new BigDecimal(dollars).movePointLeft(6);
    }

    private static long told(@Nullable Long tokens) {
        return Objects.requireNonNull(tokens);
    }

    @Test
    void amplifier_28_a_million_cached_tokens_cost_what_cached_tokens_cost() {
        Meter meter = new Meter(Budgets.DEFAULT, PAY_AS_YOU_GO);
        meter.count(CACHED, 0);

        assertThat(meter.spent().money()).isEqualByComparingTo("0.25");
        assertThat(Objects.requireNonNull(meter.spent().usage()).inputCacheRead())
                .isEqualTo(1_000_000);
    }

    @Test
    void amplifier_28_an_unknown_model_and_one_that_was_paid_for_beforehand_cost_null_and_not_zero() {
        Meter unknown = new Meter(Budgets.DEFAULT, Price.UNKNOWN);
        assertThat(unknown.spent().money()).as("nothing was asked yet").isZero();
        unknown.count(CACHED, 0);

        assertThat(unknown.spent().money()).isNull();
        unknown.count(CACHED, 0);
        assertThat(unknown.spent().money()).isNull();
    }

    @Test
    void amplifier_28_what_was_added_up_is_unknown_once_one_price_is() {
        boolean[] known = {true};
        Meter meter = new Meter(Budgets.DEFAULT, usage -> known[0] ? PAY_AS_YOU_GO.of(usage) : null);
        meter.count(CACHED, 0);
        known[0] = false;
        meter.count(CACHED, 0);
        known[0] = true;
        meter.count(CACHED, 0);

        assertThat(meter.spent().money()).isNull();
    }
}
