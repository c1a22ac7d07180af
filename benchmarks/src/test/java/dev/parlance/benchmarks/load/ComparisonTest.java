package dev.parlance.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void quantiles_between_two_figures_are_interpolated() {
        double[] figures = {4, 1, 3, 2};
        assertThat(Sample.quantile(figures, 0.5)).isEqualTo(2.5);
        assertThat(Sample.quantile(figures, 0)).isEqualTo(1);
        assertThat(Sample.quantile(figures, 1)).isEqualTo(4);
        assertThat(Sample.spread(new double[] {7}, 1)).isEqualTo("7.0 (7.0–7.0)");
    }

    @Test
    void the_ratio_is_taken_round_by_round() {
        Workload workload = Workload.all().getFirst();
        Comparison comparison = new Comparison(
                workload,
                List.of(new Sample(10, 1, 1), new Sample(100, 1, 1), new Sample(10, 1, 1)),
                List.of(new Sample(30, 1, 1), new Sample(300, 1, 1), new Sample(60, 1, 1)));
        assertThat(comparison.ratio()).isEqualTo(3);
        assertThat(comparison.row()).contains("**3.00**").contains("≤ 4, met");
    }
}
