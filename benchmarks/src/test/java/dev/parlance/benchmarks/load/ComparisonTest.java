package dev.parlance.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void the_ratio_is_taken_round_by_round() {
        SequencedMap<String, List<Sample>> samples = new LinkedHashMap<>();
        samples.put("nginx", samples(10, 100, 10));
        samples.put("HAProxy", samples(5, 50, 20));
        samples.put("Parlance", samples(30, 300, 60));
        Comparison comparison = new Comparison(Workload.usual().getFirst(), samples);
        assertThat(comparison.ratios().keySet()).containsExactly("HAProxy", "Parlance");
        assertThat(comparison.ratios().get("Parlance")).isEqualTo(new Comparison.Ratio(3, 3, 4.5));
        assertThat(comparison.ratios().get("HAProxy")).isEqualTo(new Comparison.Ratio(0.5, 0.5, 1.25));
    }

    @Test
    void only_the_gateway_has_a_goal() {
        SequencedMap<String, List<Sample>> samples = new LinkedHashMap<>();
        samples.put("nginx", samples(10));
        samples.put("HAProxy", samples(11));
        samples.put("Parlance", samples(18));
        Workload workload = Workload.usual().getFirst();
        assertThat(new Comparison(workload, samples).rows().lines())
                .containsExactly(
                        "| 1 KB request | nginx | 10.0 (10.0–10.0) | 1 | 1 |  |  |",
                        "|  | HAProxy | 11.0 (11.0–11.0) | **1.10** (1.10–1.10) | 1 |  |  |",
                        "|  | Parlance | 18.0 (18.0–18.0) | **1.80** (1.80–1.80) | 1 |  | ≤ 1.8, met |");
        samples.put("Parlance", samples(19));
        assertThat(new Comparison(workload, samples).rows()).contains("≤ 1.8, missed");
    }

    static List<Sample> samples(double... cpuMicros) {
        return Arrays.stream(cpuMicros).mapToObj(each -> new Sample(each, 1, 1)).toList();
    }
}
