package dev.parlance.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.providers.Alias;
import dev.parlance.providers.Alias.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TargetOrderTest {
    private static final Alias ORDERED = alias(new Target("a/1", 0), new Target("b/2", 0), new Target("c/3", 0));
    private static final Alias WEIGHTED =
            alias(new Target("last/1", 0), new Target("three/1", 3), new Target("one/1", 1));

    @Test
    void targets_without_weights_come_as_they_stand() {
        assertThat(TargetOrder.of(ORDERED, model -> false, model -> true, () -> 0.99))
                .containsExactly("a/1", "b/2", "c/3");
    }

    @Test
    void who_fails_just_now_comes_last_and_who_holds_the_conversation_first_even_then() {
        assertThat(TargetOrder.of(ORDERED, model -> false, model -> !model.equals("a/1"), () -> 0))
                .containsExactly("b/2", "c/3", "a/1");
        assertThat(TargetOrder.of(ORDERED, model -> model.equals("c/3"), model -> model.equals("b/2"), () -> 0))
                .containsExactly("c/3", "b/2", "a/1");
    }

    @Test
    void weights_are_shares_and_the_others_come_after_them() {
        Random random = new Random(7);
        Map<String, Integer> first = new HashMap<>();
        for (int call = 0; call < 10_000; call++) {
            List<String> order = TargetOrder.of(WEIGHTED, model -> false, model -> true, random::nextDouble);
            first.merge(order.getFirst(), 1, Integer::sum);
            assertThat(order).hasSize(3).endsWith("last/1");
        }
        assertThat(first.get("three/1")).isBetween(7_300, 7_700);
        assertThat(first).containsOnlyKeys("three/1", "one/1");
    }

    @Test
    void a_single_target_needs_no_thought() {
        assertThat(TargetOrder.of(Alias.of("a/1"), model -> false, model -> false, () -> 0.5))
                .containsExactly("a/1");
    }

    private static Alias alias(Target... targets) {
        return new Alias(List.of(targets), null, null, null);
    }
}
