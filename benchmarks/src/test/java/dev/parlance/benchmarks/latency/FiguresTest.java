package dev.parlance.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void a_percentile_is_a_time_that_was_measured() {
        Latencies latencies = new Latencies(LongStream.rangeClosed(1, 1000)
                .map(millis -> (1001 - millis) * 1_000_000)
                .toArray());
        assertThat(latencies.count()).isEqualTo(1000);
        assertThat(latencies.millis(0.5)).isEqualTo(500);
        assertThat(latencies.millis(0.99)).isEqualTo(990);
        assertThat(latencies.millis(0.999)).isEqualTo(999);
        assertThat(latencies.millis(1)).isEqualTo(1000);
        assertThat(new Latencies(new long[] {7_000_000}).millis(0.999)).isEqualTo(7);
    }

    @Test
    void rounds_are_told_as_median_and_quartiles() {
        Spread four = Spread.of(List.of(4.0, 1.0, 3.0, 2.0));
        assertThat(four.median()).isEqualTo(2.5);
        assertThat(four.quantile(0.25)).isEqualTo(1.75);
        assertThat(four.quantile(0)).isEqualTo(1);
        assertThat(four.quantile(1)).isEqualTo(4);
        assertThat(Spread.of(List.of("seven"), word -> 7).text(1)).isEqualTo("7.0 (7.0–7.0)");
        assertThat(Spread.of(List.of(5.0, 1.0, 3.0, 2.0, 4.0)).text(1)).isEqualTo("3.0 (2.0–4.0)");
    }

    @Test
    void every_proxy_begins_once_before_another_begins_again() {
        List<String> proxies = List.of("a", "b", "c");
        assertThat(Run.inTurn(proxies, 0)).containsExactly("a", "b", "c");
        assertThat(Run.inTurn(proxies, 1)).containsExactly("b", "c", "a");
        assertThat(Run.inTurn(proxies, 5)).containsExactly("c", "a", "b");
    }
}
