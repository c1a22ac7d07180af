package dev.parlance.gateway.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.wire.RawJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final String TARGET = "{model=\"kimi-k2.6\",provider=\"work\"}";

    private final Observed observed = new Observed();

    @Test
    void a_streamed_call_is_counted_with_its_tokens_and_times() {
        CallObservation call = observed.asked(true);
        AttemptObservation attempt = call.attempt(Observed.first("kimi-k2.6"));
        observed.later(Duration.ofMillis(40));
        attempt.head(200, "up-1");
        call.chunk();
        observed.later(Duration.ofMillis(2));
        call.chunk();
        observed.later(Duration.ofMillis(20));
        call.chunk();
        call.usage(new Usage(100L, 60L, null, 30L, 10L, RawJson.EMPTY_OBJECT));
        call.bytesIn(500);
        call.bytesOut(900);
        call.finished(Observed.STOP);

        Page page = observed.page();
        assertThat(
                        page.value(
                                "parlance_requests_total{inbound=\"openai-chat\",model=\"kimi-k2.6\",outcome=\"answered\",provider=\"work\"}"))
                .isEqualTo(1);
        assertThat(
                        page.value(
                                "parlance_attempts_total{lane=\"raw\",model=\"kimi-k2.6\",outcome=\"answered\",provider=\"work\"}"))
                .isEqualTo(1);
        assertThat(tokens(page, "input")).isEqualTo(100);
        assertThat(tokens(page, "input-cache-read")).isEqualTo(60);
        assertThat(tokens(page, "output")).isEqualTo(30);
        assertThat(tokens(page, "output-reasoning")).isEqualTo(10);
        assertThat(page.valuesOf("kind"))
                .as("what a host does not tell is no zero")
                .doesNotContain("input-cache-write");
        assertThat(page.value("parlance_first_token_seconds_sum" + TARGET)).isEqualTo(0.04);
        assertThat(page.value(
                        "parlance_first_token_seconds_bucket{model=\"kimi-k2.6\",provider=\"work\",le=\"0.025\"}"))
                .isZero();
        assertThat(page.value("parlance_first_token_seconds_bucket{model=\"kimi-k2.6\",provider=\"work\",le=\"0.05\"}"))
                .isEqualTo(1);
        assertThat(page.value("parlance_inter_chunk_seconds_count" + TARGET)).isEqualTo(2);
        assertThat(page.value("parlance_inter_chunk_seconds_sum" + TARGET)).isEqualTo(0.022);
        assertThat(page.value("parlance_call_seconds_sum" + TARGET)).isEqualTo(0.062);
        assertThat(page.value("parlance_attempt_seconds_count" + TARGET)).isEqualTo(1);
        assertThat(page.value("parlance_request_bytes_total{inbound=\"openai-chat\"}"))
                .isEqualTo(500);
        assertThat(page.value("parlance_response_bytes_total{inbound=\"openai-chat\"}"))
                .isEqualTo(900);
    }

    @Test
    void a_retry_and_a_fallback_are_counted_with_the_errors_that_they_made_good() {
        CallObservation call = observed.asked(false);
        call.attempt(Observed.first("kimi-k2.6")).ended(Observed.error(ErrorKind.OVERLOADED, "busy"));
        call.attempt(Observed.facts("kimi-k2.6", 2, AttemptReason.RETRY))
                .ended(Observed.error(ErrorKind.TIMED_OUT, "silent"));
        call.attempt(Observed.facts("kimi-k3", 3, AttemptReason.FALLBACK));
        call.finished(Observed.STOP);

        Page page = observed.page();
        assertThat(page.value("parlance_retries_total" + TARGET)).isEqualTo(1);
        assertThat(page.value("parlance_fallbacks_total" + TARGET)).isZero();
        assertThat(page.value("parlance_fallbacks_total{model=\"kimi-k3\",provider=\"work\"}"))
                .isEqualTo(1);
        assertThat(attemptErrors(page, "overloaded")).isEqualTo(1);
        assertThat(attemptErrors(page, "timed-out")).isEqualTo(1);
        assertThat(page.samples.keySet()).noneMatch(series -> series.startsWith("parlance_errors_total"));
        assertThat(
                        page.value(
                                "parlance_requests_total{inbound=\"openai-chat\",model=\"kimi-k3\",outcome=\"answered\",provider=\"work\"}"))
                .isEqualTo(1);
    }

    @Test
    void of_two_attempts_at_once_the_slower_is_cancelled_and_both_are_paid_for() {
        CallObservation call = observed.asked(true);
        AttemptObservation slow = call.attempt(Observed.first("kimi-k2.6"));
        AttemptObservation fast = call.attempt(Observed.facts("kimi-k3", 2, AttemptReason.HEDGE));
        slow.usage(Observed.usage(7L, 1L));
        slow.cancelled();
        fast.answers();
        call.usage(Observed.usage(8L, 2L));
        call.finished(Observed.STOP);

        Page page = observed.page();
        assertThat(page.value("parlance_hedges_total{model=\"kimi-k3\",provider=\"work\"}"))
                .isEqualTo(1);
        assertThat(
                        page.value(
                                "parlance_attempts_total{lane=\"raw\",model=\"kimi-k2.6\",outcome=\"cancelled\",provider=\"work\"}"))
                .isEqualTo(1);
        assertThat(tokens(page, "input")).isEqualTo(7);
        assertThat(page.value("parlance_tokens_total{kind=\"input\",model=\"kimi-k3\",provider=\"work\"}"))
                .isEqualTo(8);
    }

    @Test
    void an_error_is_told_by_its_class() {
        CallObservation refused = observed.begin();
        refused.failed(Observed.error(ErrorKind.INVALID_REQUEST, "no JSON"), 400);
        CallObservation failed = observed.asked(false);
        failed.attempt(Observed.first("kimi-k2.6"));
        failed.failed(Observed.error(ErrorKind.RATE_LIMITED, "slow down"), 429);

        Page page = observed.page();
        assertThat(
                        page.value(
                                "parlance_errors_total{class=\"invalid-request\",inbound=\"openai-chat\",model=\"none\",provider=\"none\"}"))
                .isEqualTo(1);
        assertThat(
                        page.value(
                                "parlance_errors_total{class=\"rate-limited\",inbound=\"openai-chat\",model=\"kimi-k2.6\",provider=\"work\"}"))
                .isEqualTo(1);
        assertThat(attemptErrors(page, "rate-limited")).isEqualTo(1);
    }

    @Test
    void adjustments_are_counted_by_parameter_and_kind() {
        CallObservation call = observed.asked(false);
        call.adjusted(List.of(
                Observed.adjustment("temperature", Adjustment.Kind.DROPPED),
                Observed.adjustment("temperature", Adjustment.Kind.DROPPED),
                Observed.adjustment("a_member_of_the_client", Adjustment.Kind.DROPPED)));
        call.cancelled();

        Page page = observed.page();
        assertThat(page.value("parlance_adjustments_total{kind=\"dropped\",parameter=\"temperature\"}"))
                .isEqualTo(2);
        assertThat(page.value("parlance_adjustments_total{kind=\"dropped\",parameter=\"other\"}"))
                .isEqualTo(1);
    }

    @Test
    void what_is_open_is_seen_while_it_is_open() {
        CallObservation stream = observed.asked(true);
        CallObservation plain = observed.asked(false);
        assertThat(observed.page().value("parlance_open_calls{}")).isEqualTo(2);
        assertThat(observed.page().value("parlance_open_streams{}")).isEqualTo(1);
        stream.cancelled();
        plain.cancelled();
        assertThat(observed.page().value("parlance_open_calls{}")).isZero();
        assertThat(observed.page().value("parlance_open_streams{}")).isZero();
    }

    @Test
    void an_end_comes_once_and_nothing_after_it_counts() {
        CallObservation call = observed.asked(true);
        AttemptObservation attempt = call.attempt(Observed.first("kimi-k2.6"));
        call.usage(Observed.usage(5L, 5L));
        call.finished(Observed.STOP);
        Page before = observed.page();

        call.finished(Observed.STOP);
        call.failed(Observed.error(ErrorKind.TIMED_OUT, "late"), 504);
        call.cancelled();
        call.chunk();
        call.asked("again", true, "");
        call.adjusted(List.of(Observed.adjustment("temperature", Adjustment.Kind.DROPPED)));
        attempt.usage(Observed.usage(9L, 9L));
        attempt.ended(Observed.error(ErrorKind.TIMED_OUT, "late"));
        attempt.cancelled();

        Page after = observed.page();
        assertThat(without(after)).isEqualTo(without(before));
        assertThat(observed.lines).hasSize(1);
    }

    @Test
    void a_long_stream_is_seen_before_it_ends() {
        CallObservation call = observed.asked(true);
        call.attempt(Observed.first("kimi-k2.6"));
        for (int chunk = 0; chunk <= 256; chunk++) {
            call.chunk();
            observed.later(Duration.ofMillis(3));
        }
        assertThat(observed.page().value("parlance_inter_chunk_seconds_count" + TARGET))
                .isEqualTo(256);
        call.chunk();
        call.cancelled();
        assertThat(observed.page().value("parlance_inter_chunk_seconds_count" + TARGET))
                .isEqualTo(257);
    }

    @Test
    void lanes_that_count_at_the_same_time_lose_nothing() throws Exception {
        Observation shared = Observation.of(ObservationSettings.DEFAULT.withModels((provider, model) -> true, 50));
        List<Thread> lanes = new ArrayList<>();
        for (int lane = 0; lane < 4; lane++) {
            lanes.add(Thread.ofPlatform().start(() -> {
                for (int number = 0; number < 2000; number++) {
                    CallObservation call = shared.begin(Observed.INBOUND, name -> null);
                    call.asked("fast", true, "");
                    call.attempt(Observed.first("kimi-" + number % 100));
                    call.chunk();
                    call.chunk();
                    call.usage(Observed.usage(2L, 3L));
                    call.finished(Observed.STOP);
                }
            }));
        }
        for (Thread lane : lanes) {
            lane.join();
        }
        Page page = Page.plain(shared.metrics(null));
        assertThat(sum(page, "parlance_requests_total")).isEqualTo(8000);
        assertThat(sum(page, "parlance_inter_chunk_seconds_count")).isEqualTo(8000);
        assertThat(sum(page, "parlance_tokens_total")).isEqualTo(8000 * 5);
        assertThat(page.value("parlance_open_calls{}")).isZero();
        assertThat(page.value("parlance_open_streams{}")).isZero();
    }

    @Test
    void a_nonsensical_number_of_tokens_harms_nobody() {
        CallObservation call = observed.asked(false);
        call.attempt(Observed.first("kimi-k2.6"));
        call.usage(Observed.usage(-4L, 0L));
        call.finished(Observed.STOP);
        assertThat(observed.page().valuesOf("kind")).doesNotContain("input", "output");
        assertThat(observed.lines).hasSize(1);
    }

    @Test
    void connections_memory_and_the_loops_lag_are_on_the_page() {
        Observed with = new Observed(ObservationSettings.DEFAULT.withPools(() ->
                List.of(new Figure("work", "used", 3), new Figure("work", "idle", 2), new Figure("work", "used", 4))));
        LoopLag loop = with.observation.loop("0", Duration.ofMillis(100));
        with.later(Duration.ofMillis(100));
        loop.ticked();
        with.later(Duration.ofMillis(130));
        loop.ticked();

        Page page = with.page();
        assertThat(page.value("parlance_connections{pool=\"work\",state=\"used\"}"))
                .isEqualTo(7);
        assertThat(page.value("parlance_connections{pool=\"work\",state=\"idle\"}"))
                .isEqualTo(2);
        assertThat(page.value("parlance_memory_bytes{area=\"heap-used\"}")).isPositive();
        assertThat(page.samples).containsKey("parlance_memory_bytes{area=\"buffers-direct\"}");
        assertThat(page.value("parlance_event_loop_lag_seconds_count{lane=\"0\"}"))
                .isEqualTo(2);
        assertThat(page.value("parlance_event_loop_lag_seconds_sum{lane=\"0\"}"))
                .isEqualTo(0.03);
    }

    @Test
    void a_log_that_cannot_be_written_is_counted_and_ends_no_call() {
        Observed full = new Observed(ObservationSettings.DEFAULT.withLog(line -> false));
        full.asked(false).cancelled();
        Observed broken = new Observed(ObservationSettings.DEFAULT.withLog(line -> {
            throw new IllegalStateException("disk");
        }));
        broken.asked(false).cancelled();
        assertThat(full.page().value("parlance_log_lines_lost_total{}")).isEqualTo(1);
        assertThat(broken.page().value("parlance_log_lines_lost_total{}")).isEqualTo(1);
    }

    private static double sum(Page page, String name) {
        return page.samples.entrySet().stream()
                .filter(sample -> sample.getKey().startsWith(name + "{"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static double tokens(Page page, String kind) {
        return page.value("parlance_tokens_total{kind=\"" + kind + "\",model=\"kimi-k2.6\",provider=\"work\"}");
    }

    private static double attemptErrors(Page page, String kind) {
        return page.value(
                "parlance_attempt_errors_total{class=\"" + kind + "\",model=\"kimi-k2.6\",provider=\"work\"}");
    }

    private static List<String> without(Page page) {
        return page.lines.stream()
                .filter(line -> !line.startsWith("parlance_memory_bytes"))
                .toList();
    }
}
