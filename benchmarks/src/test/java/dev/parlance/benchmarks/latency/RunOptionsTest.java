package dev.parlance.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunOptionsTest {
    private static final RunOptions FULL = RunOptions.of(Path.of("checkout"), 9, 5, 60, List.of("a", "b"));
    private static final RunOptions QUICK = FULL.quick(1, 1, 10, List.of("a"));

    @Test
    void what_is_said_by_name_counts_before_quick_wherever_it_stands() {
        RunOptions options = FULL.parse(List.of("--rounds", "3", "--quick", "--no-log"), QUICK);
        assertThat(options.rounds()).isEqualTo(3);
        assertThat(options.seconds()).isEqualTo(1);
        assertThat(options.parts()).containsExactly("a");
        assertThat(options.log()).isFalse();
        assertThat(options.program()).isEqualTo("checkout/parlance");
    }

    @Test
    void wrong_options_are_told() {
        assertThatThrownBy(() -> FULL.parse(List.of("--wrong", "1"), QUICK)).hasMessage("There is no option --wrong");
        assertThatThrownBy(() -> FULL.parse(List.of("--rounds"), QUICK)).hasMessageContaining("needs a value");
        assertThatThrownBy(() -> FULL.parse(List.of("--seconds", "x"), QUICK)).hasMessageContaining("needs a number");
    }
}
