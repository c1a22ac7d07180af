package dev.parlance.benchmarks.latency;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One proxy on one route: its own rate, and what each round found. */
final class AddedLatency implements AutoCloseable {
    static final String HEAD =
            "| Call | Proxy | maximum, calls/s | rate, calls/s | added p50, ms | added p99, ms | added p99.9, ms | through it p50, ms | upstream alone p50, ms | goal |\n"
                    + "|---|---|---|---|---|---|---|---|---|---|\n";

    private static final double PART_OF_MAXIMUM = 0.3;
    private static final double BURST_SECONDS = 2;
    private static final int SETTLED = 3;
    private static final double HARDLY_FASTER = 1.03;
    private static final double GOAL_P50 = 0.05;
    private static final double GOAL_P99 = 0.3;

    private static final double MEDIAN = 0.5;
    private static final double HUNDREDTH = 0.99;
    private static final double THOUSANDTH = 0.999;

    private record Round(Latencies through, Latencies direct) {
        double added(double part) {
            return through.millis(part) - direct.millis(part);
        }
    }

    private final Call call;
    private final OpenLoop through;
    private final OpenLoop direct;
    private final double maximum;
    private final List<Round> rounds = new ArrayList<>();

    private AddedLatency(Call call, OpenLoop through, OpenLoop direct, double maximum) {
        this.call = call;
        this.through = through;
        this.direct = direct;
        this.maximum = maximum;
    }

    /** Drives the proxy as fast as it goes until it gets no faster, and prepares the rounds. */
    static AddedLatency of(Call call, Call direct, RunOptions options) throws IOException, InterruptedException {
        double maximum = maximum(call, options);
        return new AddedLatency(call, new OpenLoop(call), new OpenLoop(direct), maximum);
    }

    /** The fastest of bursts, until some in a row were hardly faster than those before. */
    static double maximum(Call call, RunOptions options) throws IOException, InterruptedException {
        double fastest = 0;
        int settled = 0;
        try (ClosedLoop loop = new ClosedLoop(call)) {
            double burst = Math.min(BURST_SECONDS, options.seconds());
            for (double spent = 0; spent < options.warmUp() && settled < SETTLED; spent += burst) {
                double speed = loop.run(burst);
                settled = speed > fastest * HARDLY_FASTER ? 0 : settled + 1;
                fastest = Math.max(fastest, speed);
            }
        }
        return fastest;
    }

    /** Measures through the proxy and without it at the same rate; who begins changes every round. */
    void round(int round, double seconds) throws IOException, InterruptedException {
        double rate = maximum * PART_OF_MAXIMUM;
        boolean directFirst = round % 2 == 1;
        Latencies before = directFirst ? direct.run(rate, seconds) : null;
        Latencies with = through.run(rate, seconds);
        Latencies without = before == null ? direct.run(rate, seconds) : before;
        Round found = new Round(with, without);
        rounds.add(found);
        System.err.println(title() + ", " + call.who() + ", round " + (round + 1) + ": added p50 "
                + Spread.format(found.added(MEDIAN), 3) + " ms, p99 "
                + Spread.format(found.added(HUNDREDTH), 3) + " ms at " + Spread.format(rate, 0)
                + " calls/s");
    }

    String row() {
        Spread p50 = spread(found -> found.added(MEDIAN));
        Spread p99 = spread(found -> found.added(HUNDREDTH));
        return "| " + title() + " | " + call.who() + " | " + Spread.format(maximum, 0) + " | "
                + Spread.format(maximum * PART_OF_MAXIMUM, 0) + " | **" + Spread.format(p50.median(), 3) + "** ("
                + p50.quartiles(3) + ") | "
                + p99.text(3) + " | " + spread(found -> found.added(THOUSANDTH)).text(3) + " | "
                + Spread.format(spread(found -> found.through().millis(MEDIAN)).median(), 3) + " | "
                + Spread.format(spread(found -> found.direct().millis(MEDIAN)).median(), 3) + " | "
                + (call.who().equals("Parlance") ? goal(p50.median(), p99.median()) : "") + " |\n";
    }

    private Spread spread(ToDoubleFunction<Round> figure) {
        return Spread.of(rounds, figure);
    }

    private static String goal(double p50, double p99) {
        return "p50 ≤ " + GOAL_P50 + (p50 <= GOAL_P50 ? ", met" : ", missed") + "; p99 ≤ " + GOAL_P99
                + (p99 <= GOAL_P99 ? ", met" : ", missed");
    }

    private String title() {
        return call.route().translated() ? "1 KB, translated" : "1 KB, same dialect";
    }

    @Override
    public void close() throws IOException {
        through.close();
        direct.close();
    }
}
