package dev.parlance.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TargetHealthTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final TargetHealth health = new TargetHealth();

    @Test
    void a_few_failures_are_chance_and_the_third_in_a_row_is_not() {
        health.failed(0, null);
        health.failed(SECOND, null);
        assertThat(health.isCooling(SECOND)).isFalse();
        health.failed(2 * SECOND, null);
        assertThat(health.isCooling(2 * SECOND)).isTrue();
        assertThat(health.mayTry(6 * SECOND)).isFalse();
    }

    @Test
    void failures_among_more_successes_are_no_reason() {
        for (int call = 0; call < 4; call++) {
            health.succeeded(call, SECOND);
        }
        for (int call = 0; call < 3; call++) {
            health.failed(call, null);
        }
        assertThat(health.isCooling(4)).isFalse();
        health.failed(4, null);
        assertThat(health.isCooling(5)).isTrue();
    }

    @Test
    void failures_of_long_ago_do_not_count() {
        health.failed(0, null);
        health.failed(1, null);
        long later = TargetHealth.WINDOW.toNanos() + 10;
        health.failed(later, null);
        assertThat(health.isCooling(later)).isFalse();
    }

    @Test
    void after_the_cooldown_one_call_probes_and_its_outcome_decides() {
        cool();
        long due = 5 * SECOND;
        assertThat(health.mayTry(due)).isTrue();
        assertThat(health.mayTry(due)).as("a second one beside the probe").isFalse();
        health.failed(due + SECOND, null);
        assertThat(health.mayTry(due + 10 * SECOND)).as("the cooldown doubles").isFalse();
        assertThat(health.mayTry(due + 11 * SECOND)).isTrue();
        health.succeeded(due + 12 * SECOND, SECOND);
        assertThat(health.isCooling(due + 12 * SECOND)).isFalse();
        assertThat(health.mayTry(due + 12 * SECOND)).isTrue();
    }

    @Test
    void a_probe_that_is_given_up_leaves_room_for_another() {
        cool();
        assertThat(health.mayTry(5 * SECOND)).isTrue();
        health.abandoned();
        assertThat(health.mayTry(5 * SECOND)).isTrue();
    }

    @Test
    void a_host_that_asks_for_a_pause_gets_it_and_no_more_than_a_minute() {
        health.failed(0, Duration.ofSeconds(7));
        assertThat(health.isCooling(6 * SECOND)).isTrue();
        assertThat(health.isCooling(7 * SECOND)).isFalse();
        TargetHealth other = new TargetHealth();
        other.failed(0, Duration.ofHours(1));
        assertThat(other.isCooling(59 * SECOND)).isTrue();
        assertThat(other.isCooling(60 * SECOND)).isFalse();
    }

    @Test
    void the_time_to_the_first_token_rolls() {
        assertThat(health.firstToken()).isNull();
        health.succeeded(0, SECOND);
        assertThat(health.firstToken()).isEqualTo(Duration.ofSeconds(1));
        health.succeeded(0, 2 * SECOND);
        assertThat(health.firstToken()).isEqualTo(Duration.ofMillis(1200));
    }

    private void cool() {
        for (int call = 0; call < 3; call++) {
            health.failed(0, null);
        }
    }
}
