package dev.parlance.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.Usage;
import dev.parlance.core.wire.RawJson;
import org.junit.jupiter.api.Test;

class ConsumptionTest {
    private static final RawJson RAW = RawJson.ofText("{}");

    @Test
    void what_one_turn_did_not_tell_makes_the_sum_a_least_one() {
        Consumption consumption = new Consumption();
        consumption.add(new Usage(10L, 4L, null, 20L, 5L, RAW));
        consumption.add(new Usage(30L, null, null, 40L, 0L, RAW));

        assertThat(consumption.lines()).isEqualTo("""
                last turn: input 30, output 40 (0 thinking)
                all 2 turns: input 40 (at least 4 from the cache), output 60 (5 thinking)""");

        consumption.add(null);

        assertThat(consumption.lines()).isEqualTo("""
                last turn: input not told, output not told
                all 3 turns: input at least 40 (at least 4 from the cache), output at least 60 (at least 5 thinking)""");
    }
}
