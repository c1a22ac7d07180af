package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.gateway.observation.ObservationSettings;
import dev.parlance.gateway.observation.Tracing;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.Test;

/** The headers of the W3C's trace context, from client to host. The values are the recommendation's own examples. */
class TraceHeadersTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static final String PARENT = "traceparent: 00-" + TRACE + "-00f067aa0ba902b7-01";

    /** Spans that are kept and go nowhere. */
    private static SdkTracerProvider recording() {
        return SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(SpanExporter.composite()))
                .build();
    }

    private static PlayedHost.Received sent(ObservationSettings observation, String... headers) throws Exception {
        try (Scene scene = Scene.of(
                        Scene.SETTINGS.with(observation),
                        (request, stage) -> stage.answer(200, "application/json", Scene.plain("hi")));
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m-1", false), headers);
            assertThat(caller.reply().status()).isEqualTo(200);
            return scene.host.only();
        }
    }

    @Test
    void with_traces_a_host_gets_a_parent_of_ours_and_the_clients_state() throws Exception {
        try (SdkTracerProvider spans = recording()) {
            ObservationSettings traced = ObservationSettings.DEFAULT.withTracing(Tracing.of(spans));
            PlayedHost.Received one = sent(traced, PARENT, "tracestate: rojo=00f067aa0ba902b7,congo=t61rcWkgMzE");
            assertThat(one.headers().get("traceparent"))
                    .startsWith("00-" + TRACE + "-")
                    .endsWith("-01")
                    .doesNotContain("00f067aa0ba902b7");
            assertThat(one.headers()).containsEntry("tracestate", "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE");

            PlayedHost.Received several =
                    sent(traced, PARENT, "tracestate: rojo=00f067aa0ba902b7", "tracestate: congo=t61rcWkgMzE");
            assertThat(several.headers()).containsEntry("tracestate", "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE");
        }
    }

    @Test
    void a_state_without_its_trace_or_that_is_none_goes_nowhere() throws Exception {
        try (SdkTracerProvider spans = recording()) {
            ObservationSettings traced = ObservationSettings.DEFAULT.withTracing(Tracing.of(spans));
            PlayedHost.Received alone = sent(traced, "tracestate: congo=t61rcWkgMzE");
            assertThat(alone.headers()).containsKey("traceparent").doesNotContainKey("tracestate");
            PlayedHost.Received faulty = sent(traced, PARENT, "tracestate: no state");
            assertThat(faulty.headers().get("traceparent")).startsWith("00-" + TRACE + "-");
            assertThat(faulty.headers()).doesNotContainKey("tracestate");
        }
    }

    @Test
    void without_traces_neither_leaves() throws Exception {
        PlayedHost.Received sent = sent(ObservationSettings.DEFAULT, PARENT, "tracestate: congo=t61rcWkgMzE");
        assertThat(sent.headers()).doesNotContainKeys("traceparent", "tracestate");
    }
}
