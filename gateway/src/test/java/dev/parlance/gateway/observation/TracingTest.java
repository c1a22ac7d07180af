package dev.parlance.gateway.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.wire.RawJson;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TracingTest {
    /** The example of the W3C recommendation. */
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private static final String STATE = "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE";

    private static final Map<String, String> CLIENTS = Map.of("traceparent", PARENT, "tracestate", STATE);

    private final List<SpanData> spans = new ArrayList<>();
    private final Observed observed =
            new Observed(ObservationSettings.DEFAULT.withTracing(Tracing.of(HeardSpans.by(spans::add))));

    @Test
    void a_call_is_a_span_below_the_clients_own_and_each_attempt_one_below_it() {
        CallObservation call = observed.observation.begin("anthropic-messages", CLIENTS::get);
        call.requestId("parlance-1");
        call.asked("fast", true, "team-blue");
        call.attempt(Observed.first("kimi-k2.6")).ended(Observed.error(ErrorKind.OVERLOADED, "busy"));
        AttemptObservation second = call.attempt(new AttemptFacts(
                "google", "gemini", "gcp.gemini", "gemini-3", "gemini", LaneUsed.FULL, 2, AttemptReason.FALLBACK));
        call.adjusted(List.of(Observed.adjustment("top-k", Adjustment.Kind.DROPPED)));
        observed.later(Duration.ofMillis(250));
        second.head(200, "up-2");
        call.chunk();
        call.usage(new Usage(10L, 4L, 1L, 20L, 15L, RawJson.EMPTY_OBJECT));
        call.finished(new StopReason(StopReason.Kind.LENGTH, "MAX_TOKENS"));

        assertThat(spans)
                .extracting(SpanData::getName)
                .containsExactly("chat kimi-k2.6", "generate_content gemini-3", "chat fast");
        SpanData failed = spans.get(0);
        SpanData answered = spans.get(1);
        SpanData whole = spans.get(2);
        assertThat(spans).allSatisfy(span -> {
            assertThat(span.getTraceId()).isEqualTo(TRACE);
            assertThat(span.getInstrumentationScopeInfo().getSchemaUrl()).isEqualTo(GenAi.SCHEMA);
        });
        assertThat(whole.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(whole.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(whole.getAttributes().asMap())
                .isEqualTo(Attributes.builder()
                        .put("gen_ai.operation.name", "chat")
                        .put("gen_ai.request.model", "fast")
                        .put("gen_ai.request.stream", true)
                        .put("parlance.inbound", "anthropic-messages")
                        .put("parlance.client", "team-blue")
                        .put("parlance.request.id", "parlance-1")
                        .put("parlance.outcome", "answered")
                        .put(AttributeKey.stringArrayKey("parlance.adjustments"), List.of("top-k=dropped"))
                        .build()
                        .asMap());
        assertThat(failed.getParentSpanId()).isEqualTo(whole.getSpanId());
        assertThat(failed.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(text(failed, "error.type")).isEqualTo("overloaded");
        assertThat(text(failed, "gen_ai.provider.name")).isEqualTo("moonshot_ai");
        assertThat(answered.getAttributes().asMap())
                .isEqualTo(Attributes.builder()
                        .put("gen_ai.operation.name", "generate_content")
                        .put("gen_ai.provider.name", "gcp.gemini")
                        .put("gen_ai.request.model", "gemini-3")
                        .put("gen_ai.request.stream", true)
                        .put("gen_ai.response.time_to_first_chunk", 0.25)
                        .put(AttributeKey.stringArrayKey("gen_ai.response.finish_reasons"), List.of("MAX_TOKENS"))
                        .put("gen_ai.usage.input_tokens", 10L)
                        .put("gen_ai.usage.cache_read.input_tokens", 4L)
                        .put("gen_ai.usage.cache_creation.input_tokens", 1L)
                        .put("gen_ai.usage.output_tokens", 20L)
                        .put("gen_ai.usage.reasoning.output_tokens", 15L)
                        .put("http.response.status_code", 200L)
                        .put("parlance.provider", "google")
                        .put("parlance.dialect", "gemini")
                        .put("parlance.lane", "full")
                        .put("parlance.attempt.number", 2L)
                        .put("parlance.attempt.reason", "fallback")
                        .put("parlance.attempt.request.id", "up-2")
                        .put("parlance.outcome", "answered")
                        .build()
                        .asMap());
        assertThat(observed.lines.getLast()).contains("\"trace\":\"" + TRACE + "\"");
    }

    @Test
    void a_host_gets_the_headers_of_its_own_attempt() {
        CallObservation call = observed.observation.begin(Observed.INBOUND, CLIENTS::get);
        call.asked("fast", false, "");
        AttemptObservation attempt = call.attempt(Observed.first("kimi-k2.6"));
        Map<String, String> headers = attempt.traceHeaders();
        call.finished(Observed.STOP);
        assertThat(headers)
                .containsOnly(
                        Map.entry(
                                "traceparent",
                                "00-" + TRACE + "-" + spans.getFirst().getSpanId() + "-01"),
                        Map.entry("tracestate", STATE));
    }

    @Test
    void a_header_that_is_none_begins_a_trace_of_its_own() {
        for (String header :
                List.of("", "garbage", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01", PARENT + "-\r\nx: y")) {
            spans.clear();
            CallObservation call = observed.observation.begin(
                    Observed.INBOUND, Map.of("traceparent", header, "tracestate", STATE)::get);
            call.cancelled();
            assertThat(spans).singleElement().satisfies(span -> {
                assertThat(span.getParentSpanContext().isValid()).isFalse();
                assertThat(span.getTraceId()).isNotEqualTo(TRACE);
                assertThat(span.getSpanContext().getTraceState().isEmpty()).isTrue();
            });
        }
    }

    @Test
    void an_error_is_on_the_span_without_its_secret_and_every_span_ends_once() {
        CallObservation call = observed.asked(false);
        AttemptObservation attempt = call.attempt(Observed.first("kimi-k2.6"));
        call.failed(Observed.error(ErrorKind.UNAUTHENTICATED, "Wrong key sk-canary0123456789\nSorry"), 401);
        attempt.ended(null);
        call.cancelled();
        assertThat(call.attempt(Observed.first("late")).traceHeaders()).isEmpty();
        assertThat(spans).hasSize(2).allSatisfy(span -> {
            assertThat(span.getStatus().getDescription()).isEqualTo("Wrong key *** Sorry");
            assertThat(text(span, "error.type")).isEqualTo("unauthenticated");
            assertThat(span.toString()).doesNotContain("canary");
        });
        assertThat(spans.getLast().getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(401);
    }

    @Test
    void without_a_provider_there_is_no_header_and_no_trace_in_the_log() {
        Observed without = new Observed();
        CallObservation call = without.observation.begin(Observed.INBOUND, CLIENTS::get);
        call.asked("fast", false, "");
        assertThat(call.attempt(Observed.first("kimi-k2.6")).traceHeaders()).isEmpty();
        call.finished(Observed.STOP);
        assertThat(without.lines.getLast()).doesNotContain("trace");
    }

    private static String text(SpanData span, String name) {
        return Objects.requireNonNull(span.getAttributes().get(AttributeKey.stringKey(name)));
    }
}
