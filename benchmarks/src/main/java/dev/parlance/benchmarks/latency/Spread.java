package dev.parlance.benchmarks.latency;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

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

    /** Of one figure of each round; there is at least one. */
    public static <T> Spread of(Collection<T> rounds, ToDoubleFunction<T> figure) {
        return of(rounds.stream().map(figure::applyAsDouble).toList());
    }

    /** Half of the rounds had less. */
    public double median() {
        return quantile(0.5);
    }

    /** Interpolated between two rounds. */
    public double quantile(double at) {
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

    /** A figure without a needless fraction. */
    public static String plain(double figure) {
        return figure == Math.rint(figure) ? format(figure, 0) : Double.toString(figure);
    }
}
