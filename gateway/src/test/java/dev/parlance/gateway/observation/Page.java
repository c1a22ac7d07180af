package dev.parlance.gateway.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of metrics, read by the grammar of its format; a line that does not follow it fails the test. */
final class Page {
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-z_]+)(?:\\{((?:[a-z_]+=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)*)})? (-?[0-9.]+(?:E-?[0-9]+)?|\\+Inf|NaN)");
    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE|UNIT) ([a-z_]+) (.+)");

    final Map<String, Double> samples = new LinkedHashMap<>();
    final Map<String, String> types = new LinkedHashMap<>();
    final Map<String, String> units = new LinkedHashMap<>();
    final Set<String> helped = new LinkedHashSet<>();
    final List<String> lines;

    private Page(List<String> lines) {
        this.lines = lines;
        for (String line : lines) {
            if (line.startsWith("#")) {
                Matcher comment = COMMENT.matcher(line);
                assertThat(comment.matches()).as(line).isTrue();
                switch (comment.group(1)) {
                    case "TYPE" ->
                        assertThat(types.put(comment.group(2), comment.group(3)))
                                .as(line)
                                .isNull();
                    case "UNIT" -> units.put(comment.group(2), comment.group(3));
                    default -> assertThat(helped.add(comment.group(2))).as(line).isTrue();
                }
            } else {
                Matcher sample = SAMPLE.matcher(line);
                assertThat(sample.matches()).as(line).isTrue();
                String series = sample.group(1) + "{" + (sample.group(2) == null ? "" : sample.group(2)) + "}";
                Double value =
                        sample.group(3).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.valueOf(sample.group(3));
                assertThat(samples.put(series, value)).as("twice: " + line).isNull();
            }
        }
    }

    static Page plain(MetricsPage page) {
        String text = new String(page.body(), StandardCharsets.UTF_8);
        assertThat(text).endsWith("\n");
        return new Page(text.lines().toList());
    }

    static Page open(MetricsPage page) {
        String text = new String(page.body(), StandardCharsets.UTF_8);
        assertThat(text).endsWith("\n# EOF\n");
        List<String> lines = new ArrayList<>(text.lines().toList());
        lines.removeLast();
        return new Page(lines);
    }

    /** The value of that series, labels in the order of their names; 0 when it is not there. */
    double value(String series) {
        return samples.getOrDefault(series, 0.0);
    }

    /** All values that a label has anywhere. */
    Set<String> valuesOf(String label) {
        Set<String> values = new LinkedHashSet<>();
        Pattern pattern = Pattern.compile("[{,]" + label + "=\"([^\"]*)\"");
        for (String series : samples.keySet()) {
            Matcher found = pattern.matcher(series);
            if (found.find()) {
                values.add(found.group(1));
            }
        }
        return values;
    }
}
