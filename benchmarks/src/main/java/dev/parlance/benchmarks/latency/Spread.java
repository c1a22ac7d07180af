package dev.parlance.benchmarks.latency;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** The same figure over all rounds. Immutable. */
public final class Spread {
    private final double[] sorted;

    private Spread(double[] sorted) {
        this.sorted = sorted;
    }

    /** Of at least one round. */
    public static Spread of(Collection<Double> figures) {
        double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Spread(sorted);
    }

    /** Half of the rounds had less. */
    public double median() {
        return quantile(0.5);
    }

    /** Interpolated between two rounds. */
    double quantile(double at) {
        double place = at * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
    }

    /** Median and quartiles. */
    public String text(int digits) {
        return format(median(), digits) + " (" + quartiles(digits) + ")";
    }

    /** Half of the rounds lie between these two. */
    public String quartiles(int digits) {
        return format(quantile(0.25), digits) + "–" + format(quantile(0.75), digits);
    }

    /** A figure with that many digits after the point. */
    public static String format(double figure, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", figure);
    }
}
