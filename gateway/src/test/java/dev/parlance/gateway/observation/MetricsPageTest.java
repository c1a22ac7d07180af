package dev.parlance.gateway.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.error.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The page as a whole: its two formats, and that it stays small. */
class MetricsPageTest {
    /** As Prometheus 3 asks. */
    private static final String PROMETHEUS =
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1";

    private final Observed observed = new Observed();

    @Test
    void the_format_is_the_one_asked_for() {
        assertThat(observed.observation.metrics(null).contentType())
                .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(observed.observation.metrics("*/*").contentType()).startsWith("text/plain");
        assertThat(observed.observation.metrics(PROMETHEUS).contentType())
                .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
    }

    @Test
    void both_formats_say_the_same_and_every_figure_says_what_it_is() {
        calls();
        Page plain = observed.page();
        Page open = Page.open(observed.observation.metrics(PROMETHEUS));
        for (Page page : List.of(plain, open)) {
            assertThat(page.types.keySet()).isEqualTo(page.helped).allMatch(name -> name.startsWith("parlance_"));
            page.samples
                    .keySet()
                    .forEach(series ->
                            assertThat(page.types.keySet()).as(series).contains(family(series, page == open)));
        }
        assertThat(values(open)).isEqualTo(values(plain));
        assertThat(open.units)
                .containsEntry("parlance_call_seconds", "seconds")
                .containsEntry("parlance_memory_bytes", "bytes");
        open.units.forEach((name, unit) -> assertThat(name).endsWith("_" + unit));
    }

    @Test
    void the_buckets_of_a_histogram_grow_to_its_count() {
        calls();
        Page page = Page.open(observed.observation.metrics(PROMETHEUS));
        Map<String, Double> last = new TreeMap<>();
        page.samples.forEach((series, value) -> {
            if (series.contains("_bucket{")) {
                String of = series.replaceAll(",?le=\"[^\"]*\"", "");
                assertThat(value).as(series).isGreaterThanOrEqualTo(last.getOrDefault(of, 0.0));
                last.put(of, value);
                if (series.contains("le=\"+Inf\"")) {
                    assertThat(page.samples.get(of.replace("_bucket{", "_count{")))
                            .as(of)
                            .isEqualTo(value);
                }
            }
        });
        assertThat(last)
                .hasSizeGreaterThan(4)
                .anySatisfy((series, count) -> assertThat(count).isPositive());
    }

    @Test
    void ten_thousand_made_up_names_make_no_page_larger() {
        Observed many = new Observed(
                ObservationSettings.DEFAULT.withModels((provider, model) -> model.startsWith("made-up"), 12));
        for (int number = 0; number < 10_000; number++) {
            CallObservation call = many.observation.begin("dialect-" + number, name -> null);
            call.requestId("request-" + number);
            call.asked("asked-" + number, number % 2 == 0, "client-" + number);
            call.adjusted(List.of(Observed.adjustment("member-" + number, Adjustment.Kind.DROPPED)));
            // Names that the configuration would know, names that it does not, and providers without end.
            String provider = number < 3000 ? "work" : "provider-" + number;
            String model = (number % 3 == 0 ? "made-up-" : "unknown-") + number;
            call.attempt(new AttemptFacts(
                            provider,
                            "moonshot",
                            "moonshot_ai",
                            model,
                            "openai-chat",
                            LaneUsed.FULL,
                            1,
                            AttemptReason.FIRST))
                    .head(500, "upstream-" + number);
            call.failed(Observed.error(ErrorKind.SERVER_FAILED, "error-" + number), 502);
        }

        Page page = many.page();
        assertThat(page.valuesOf("model")).hasSizeLessThanOrEqualTo(14).contains("other", "none", "made-up-0");
        assertThat(page.valuesOf("provider")).hasSizeLessThanOrEqualTo(102).contains("other");
        assertThat(page.valuesOf("inbound")).containsExactly("other");
        assertThat(page.valuesOf("parameter")).containsExactly("other");
        assertThat(page.lines).hasSizeLessThan(15_000);
        String text = String.join("\n", page.lines);
        assertThat(text).doesNotContain("asked-", "client-", "request-", "upstream-", "unknown-", "error-");
        double told = page.samples.entrySet().stream()
                .filter(sample -> sample.getKey().startsWith("parlance_requests_total"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        assertThat(told).as("what is not named is counted all the same").isEqualTo(10_000);
    }

    @Test
    void a_name_with_quotes_and_line_breaks_stays_within_its_line() {
        Observed any = new Observed(ObservationSettings.DEFAULT.withModels((provider, model) -> true, 10));
        CallObservation call = any.asked(false);
        call.attempt(Observed.first("a\"b\\c\nd}"));
        call.finished(Observed.STOP);
        assertThat(any.page().samples.keySet()).anyMatch(series -> series.contains("model=\"a\\\"b\\\\c\\nd}\""));
    }

    @Test
    void the_page_is_utf_8() {
        Observed any = new Observed(ObservationSettings.DEFAULT.withModels((provider, model) -> true, 10));
        CallObservation call = any.asked(false);
        call.attempt(Observed.first("模型"));
        call.finished(Observed.STOP);
        assertThat(new String(any.observation.metrics(null).body(), StandardCharsets.UTF_8))
                .contains("model=\"模型\"");
    }

    private void calls() {
        CallObservation call = observed.asked(true);
        call.adjusted(List.of(Observed.adjustment("top-k", Adjustment.Kind.DROPPED)));
        call.attempt(Observed.first("kimi-k2.6")).ended(Observed.error(ErrorKind.OVERLOADED, "busy"));
        call.attempt(Observed.facts("kimi-k2.6", 2, AttemptReason.RETRY));
        for (int chunk = 0; chunk < 5; chunk++) {
            observed.later(Duration.ofMillis(1L << chunk * 3));
            call.chunk();
        }
        call.usage(Observed.usage(3L, 4L));
        call.bytesIn(10);
        call.bytesOut(20);
        call.finished(Observed.STOP);
        observed.begin().failed(Observed.error(ErrorKind.INVALID_REQUEST, "no JSON"), 400);
    }

    /** OpenMetrics names the families of counters and information without their endings. */
    private static String family(String series, boolean open) {
        String name = series.substring(0, series.indexOf('{')).replaceAll("_(bucket|count|sum)$", "");
        return open ? name.replaceAll("_(total|info)$", "") : name;
    }

    /** Without what changes by itself, and without the spelling of whole numbers, which differs. */
    private static Map<String, Double> values(Page page) {
        Map<String, Double> values = new TreeMap<>(page.samples);
        values.keySet().removeIf(series -> series.startsWith("parlance_memory_bytes"));
        return values;
    }
}
