package dev.parlance.benchmarks.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * One round of one proxy.
 *
 * @param cpuMicros CPU time of the proxy for each answer
 * @param answersPerSecond while both ends of the load and the proxy share the machine
 * @param chunksPerRead chunks with text that came in one read of the client: 1 when each came alone
 */
record Sample(double cpuMicros, double answersPerSecond, double chunksPerRead) {

    /** The quantile of one figure over all rounds, interpolated. */
    static double quantile(List<Sample> samples, ToDoubleFunction<Sample> figure, double at) {
        return quantile(samples.stream().mapToDouble(figure).toArray(), at);
    }

    static double quantile(double[] figures, double at) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        double place = at * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
    }

    /** Median and quartiles as text. */
    static String spread(double[] figures, int digits) {
        return format(quantile(figures, 0.5), digits) + " (" + format(quantile(figures, 0.25), digits) + "–"
                + format(quantile(figures, 0.75), digits) + ")";
    }

    static String format(double figure, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", figure);
    }

    /** Without a needless fraction. */
    static String plain(double figure) {
        return figure == Math.rint(figure) ? format(figure, 0) : Double.toString(figure);
    }
}
