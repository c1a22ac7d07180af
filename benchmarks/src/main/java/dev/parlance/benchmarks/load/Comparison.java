package dev.parlance.benchmarks.load;

import dev.parlance.benchmarks.latency.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What the rounds of one workload found. The ratio is taken round by round, so that what disturbs the machine disturbs both sides of it.
 *
 * @param samples by the name of the proxy, one for each round; the floor is the first
 */
record Comparison(Workload workload, SequencedMap<String, List<Sample>> samples) {
    /** The only one with goals. */
    static final String GATEWAY = "Parlance";

    static final String HEAD =
            "| Case | Proxy | µs CPU/request | to nginx | requests/s | chunks/read | goal |\n|---|---|---|---|---|---|---|\n";

    /** Median and quartiles of the ratios to the floor, in ascending order. */
    record Ratio(double lower, double median, double upper) {
        static Ratio of(Spread ratios) {
            return new Ratio(ratios.quantile(0.25), ratios.median(), ratios.quantile(0.75));
        }
    }

    /** For all but the floor, in their order. */
    SequencedMap<String, Ratio> ratios() {
        List<Sample> floor = samples.firstEntry().getValue();
        SequencedMap<String, Ratio> ratios = new LinkedHashMap<>();
        samples.forEach((name, own) -> {
            if (own != floor) {
                List<Double> each = new ArrayList<>();
                for (int round = 0; round < floor.size(); round++) {
                    each.add(own.get(round).cpuMicros() / floor.get(round).cpuMicros());
                }
                ratios.put(name, Ratio.of(Spread.of(each)));
            }
        });
        return ratios;
    }

    /** The rows of the table, the floor's first. */
    String rows() {
        SequencedMap<String, Ratio> ratios = ratios();
        StringBuilder rows = new StringBuilder();
        for (Map.Entry<String, List<Sample>> entry : samples.entrySet()) {
            Ratio ratio = ratios.get(entry.getKey());
            rows.append(rows.isEmpty() ? "| " + workload.title() : "| ")
                    .append(" | ")
                    .append(entry.getKey())
                    .append(" | ")
                    .append(Spread.of(entry.getValue(), Sample::cpuMicros).text(1))
                    .append(" | ")
                    .append(ratio == null ? "1" : text(ratio))
                    .append(" | ")
                    .append(Spread.format(
                            Spread.of(entry.getValue(), Sample::answersPerSecond)
                                    .median(),
                            0))
                    .append(" | ")
                    .append(
                            workload.route().streamed()
                                    ? Spread.format(
                                            Spread.of(entry.getValue(), Sample::chunksPerRead)
                                                    .median(),
                                            1)
                                    : "")
                    .append(" | ")
                    .append(ratio != null && entry.getKey().equals(GATEWAY) ? goal(ratio) : "")
                    .append(" |\n");
        }
        return rows.toString();
    }

    private static String text(Ratio ratio) {
        return "**" + Spread.format(ratio.median(), 2) + "** (" + Spread.format(ratio.lower(), 2) + "–"
                + Spread.format(ratio.upper(), 2) + ")";
    }

    private String goal(Ratio ratio) {
        if (workload.goal() == 0) {
            return "";
        }
        return "≤ " + Spread.plain(workload.goal()) + (ratio.median() <= workload.goal() ? ", met" : ", missed");
    }
}
