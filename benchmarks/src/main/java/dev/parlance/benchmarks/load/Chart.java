package dev.parlance.benchmarks.load;

import dev.parlance.benchmarks.latency.Spread;
import java.util.List;
import java.util.Map;

/**
 * Draws ratios to the floor as horizontal bars on a logarithmic axis, one group for each case. The floor is the line at 1: who costs less
 * reaches to its left.
 */
final class Chart {
    private static final int LEFT = 150;
    private static final int PLOT = 560;
    /** Room for the figure beside the longest bar. */
    private static final int RIGHT = 90;

    private static final int TOP = 62;
    private static final int BAR = 13;
    private static final int STEP = 17;
    private static final int TITLE = 22;
    private static final int GAP = 14;
    private static final double[] MARKS = {0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000};

    private final StringBuilder out = new StringBuilder(8192);
    private final double lowest;
    private final double highest;

    private Chart(double lowest, double highest) {
        this.lowest = lowest;
        this.highest = highest;
    }

    /** The document. */
    static String of(List<Comparison> comparisons) {
        double lowest = 0.5;
        double highest = 10;
        for (Comparison comparison : comparisons) {
            for (Comparison.Ratio ratio : comparison.ratios().values()) {
                lowest = Math.min(lowest, ratio.lower());
                highest = Math.max(highest, ratio.upper());
            }
        }
        return new Chart(markBelow(lowest), markAbove(highest)).draw(comparisons);
    }

    private String draw(List<Comparison> comparisons) {
        int height = TOP;
        for (Comparison comparison : comparisons) {
            height += TITLE + comparison.ratios().size() * STEP + GAP;
        }
        out.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %WIDTH %HEIGHT" width="%WIDTH" height="%HEIGHT" role="img" aria-label="CPU time per request as a multiple of nginx's">
                <style>
                svg { color-scheme: light dark; font: 12px system-ui, "DejaVu Sans", sans-serif; background: #fff }
                text { fill: #24292f } .faint { fill: #57606a } .title { font-weight: 600 } .end { text-anchor: end } .middle { text-anchor: middle }
                .case { font-weight: 600; paint-order: stroke; stroke: #fff; stroke-width: 4px }
                .grid { stroke: #d8dee4 } .floor { stroke: #57606a; stroke-width: 1.5 } .spread { stroke: #24292f }
                .own { fill: #0969da } .peer { fill: #afb8c1 } .goal { stroke: #cf222e; stroke-width: 2.5 }
                @media (prefers-color-scheme: dark) {
                svg { background: #0d1117 } text { fill: #e6edf3 } .faint { fill: #9198a1 }
                .case { stroke: #0d1117 } .grid { stroke: #2a313c } .floor { stroke: #9198a1 } .spread { stroke: #e6edf3 }
                .own { fill: #4493f8 } .peer { fill: #59636e } .goal { stroke: #f85149 }
                }
                </style>
                """.replace("%WIDTH", Integer.toString(LEFT + PLOT + RIGHT))
                .replace("%HEIGHT", Integer.toString(height + GAP)));
        text(14, 20, "title", "CPU time per request as a multiple of nginx's (median, line: quartiles)");
        line("goal", 14, 29, 14, 41);
        text(22, 39, "faint", "goal of Parlance; logarithmic axis; less is better");
        for (double mark : MARKS) {
            if (mark >= lowest && mark <= highest) {
                double x = place(mark);
                line(mark == 1 ? "floor" : "grid", x, TOP, x, height);
                text(x, TOP - 5, "faint middle", mark == 1 ? "nginx" : Spread.plain(mark));
            }
        }
        double y = TOP;
        for (Comparison comparison : comparisons) {
            y = group(comparison, y + TITLE) + GAP;
        }
        return out.append("</svg>\n").toString();
    }

    private double group(Comparison comparison, double top) {
        text(14, top - 5, "case", comparison.workload().title());
        double y = top;
        for (Map.Entry<String, Comparison.Ratio> entry : comparison.ratios().entrySet()) {
            Comparison.Ratio ratio = entry.getValue();
            boolean own = entry.getKey().equals(Comparison.GATEWAY);
            double from = Math.min(place(1), place(ratio.median()));
            double to = Math.max(place(1), place(ratio.median()));
            text(LEFT - 8, y + BAR - 3, "end", entry.getKey());
            out.append("<rect class=\"" + (own ? "own" : "peer") + "\" x=\"" + figure(from) + "\" y=\"" + figure(y)
                    + "\" width=\"" + figure(to - from) + "\" height=\"" + BAR + "\"/>\n");
            line("spread", place(ratio.lower()), y + BAR / 2.0, place(ratio.upper()), y + BAR / 2.0);
            double end = Math.max(to, place(ratio.upper()));
            double goal = comparison.workload().goal();
            if (own && goal > 0) {
                line("goal", place(goal), y - 2, place(goal), y + BAR + 2);
                // The figure stands beyond the mark, never under it.
                end = place(goal) > end - 4 && place(goal) < end + 50 ? place(goal) : end;
            }
            text(end + 6, y + BAR - 3, own ? "title" : "", Spread.format(ratio.median(), ratio.median() < 100 ? 2 : 0));
            y += STEP;
        }
        return y;
    }

    private double place(double ratio) {
        return LEFT + PLOT * Math.log(ratio / lowest) / Math.log(highest / lowest);
    }

    private static double markBelow(double ratio) {
        double below = MARKS[0];
        for (double mark : MARKS) {
            below = mark <= ratio ? mark : below;
        }
        return Math.min(below, ratio);
    }

    private static double markAbove(double ratio) {
        for (double mark : MARKS) {
            if (mark >= ratio) {
                return mark;
            }
        }
        return ratio;
    }

    private void line(String style, double x1, double y1, double x2, double y2) {
        out.append("<line class=\"" + style + "\" x1=\"" + figure(x1) + "\" y1=\"" + figure(y1) + "\" x2=\""
                + figure(x2) + "\" y2=\"" + figure(y2) + "\"/>\n");
    }

    private void text(double x, double y, String style, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        out.append("<text class=\"" + style + "\" x=\"" + figure(x) + "\" y=\"" + figure(y) + "\">" + escaped
                + "</text>\n");
    }

    private static String figure(double figure) {
        return Spread.format(figure, 1);
    }
}
