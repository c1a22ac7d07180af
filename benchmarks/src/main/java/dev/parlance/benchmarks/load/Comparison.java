package dev.parlance.benchmarks.load;

import java.util.List;

/** What the rounds of one workload found. The ratio is taken round by round, so that what disturbs the machine disturbs both sides of it. */
record Comparison(Workload workload, List<Sample> nginx, List<Sample> gateway) {
    static final String HEAD =
            "| Case | nginx, µs CPU/request | Parlance, µs CPU/request | ratio | nginx, requests/s | Parlance, requests/s | chunks/read, nginx : Parlance | goal |\n"
                    + "|---|---|---|---|---|---|---|---|\n";

    double ratio() {
        return Sample.quantile(ratios(), 0.5);
    }

    String row() {
        return "| " + workload.title()
                + " | " + Sample.spread(cpu(nginx), 1)
                + " | " + Sample.spread(cpu(gateway), 1)
                + " | **" + Sample.format(ratio(), 2) + "** (" + Sample.format(Sample.quantile(ratios(), 0.25), 2) + "–"
                + Sample.format(Sample.quantile(ratios(), 0.75), 2) + ")"
                + " | " + Sample.format(Sample.quantile(nginx, Sample::answersPerSecond, 0.5), 0)
                + " | " + Sample.format(Sample.quantile(gateway, Sample::answersPerSecond, 0.5), 0)
                + " | " + (workload.streaming() ? glue() : "")
                + " | " + goal() + " |\n";
    }

    private String glue() {
        return Sample.format(Sample.quantile(nginx, Sample::chunksPerRead, 0.5), 1) + " : "
                + Sample.format(Sample.quantile(gateway, Sample::chunksPerRead, 0.5), 1);
    }

    private String goal() {
        if (workload.goal() == 0) {
            return "";
        }
        return "≤ " + workload.goal() + (ratio() <= workload.goal() ? ", met" : ", missed");
    }

    private double[] ratios() {
        double[] ratios = new double[nginx.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = gateway.get(round).cpuMicros() / nginx.get(round).cpuMicros();
        }
        return ratios;
    }

    private static double[] cpu(List<Sample> samples) {
        return samples.stream().mapToDouble(Sample::cpuMicros).toArray();
    }
}
