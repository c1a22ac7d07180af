package dev.parlance.gateway.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.ParlanceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spans at a collector on a loopback socket. */
class OtlpExportTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    /** @param body one character for each byte */
    private record Received(String path, String type, String key, String body) {}

    @Test
    void spans_arrive_at_a_collector_before_the_gateway_is_closed() throws Exception {
        List<Received> received = new CopyOnWriteArrayList<>();
        HttpServer collector = collector(received, 200);
        try {
            Observed observed = new Observed(ObservationSettings.DEFAULT.withTracing(Tracing.export(settings(
                    collector,
                    Map.of(
                            "OTEL_EXPORTER_OTLP_HEADERS", "x-key=a%20key,broken",
                            "OTEL_SERVICE_NAME", "gate-7",
                            "OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test,service.name=overridden")))));
            CallObservation call = observed.observation.begin(
                    Observed.INBOUND, Map.of("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")::get);
            call.asked("fast", false, "");
            call.attempt(Observed.first("kimi-k2.6"));
            call.finished(Observed.STOP);
            observed.observation.close();
        } finally {
            collector.stop(0);
        }
        Received request = received.getFirst();
        assertThat(request.path()).isEqualTo("/v1/traces");
        assertThat(request.type()).isEqualTo("application/x-protobuf");
        assertThat(request.key()).isEqualTo("a key");
        assertThat(request.body())
                .contains(
                        "gate-7", "deployment.environment.name", "chat kimi-k2.6", "chat fast", "gen_ai.provider.name")
                .contains(new String(HexFormat.of().parseHex(TRACE), StandardCharsets.ISO_8859_1))
                .doesNotContain("overridden");
    }

    @Test
    void a_collector_that_refuses_or_is_not_there_ends_no_call() throws Exception {
        List<Received> received = new CopyOnWriteArrayList<>();
        HttpServer collector = collector(received, 400);
        OtlpSettings settings = settings(collector, Map.of());
        call(Tracing.export(settings));
        assertThat(received).hasSize(1);
        collector.stop(0);
        call(Tracing.export(settings));
        assertThat(received).hasSize(1);
    }

    @Test
    void a_client_that_decided_against_a_trace_is_heard() throws Exception {
        List<Received> received = new CopyOnWriteArrayList<>();
        HttpServer collector = collector(received, 200);
        try {
            Observed observed = new Observed(
                    ObservationSettings.DEFAULT.withTracing(Tracing.export(settings(collector, Map.of()))));
            CallObservation call = observed.observation.begin(
                    Observed.INBOUND, Map.of("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-00")::get);
            AttemptObservation attempt = call.attempt(Observed.first("kimi-k2.6"));
            assertThat(attempt.traceHeaders().get("traceparent"))
                    .startsWith("00-" + TRACE)
                    .endsWith("-00");
            call.finished(Observed.STOP);
            observed.observation.close();
        } finally {
            collector.stop(0);
        }
        assertThat(received).isEmpty();
    }

    @Test
    void without_an_endpoint_or_switched_off_there_is_nothing_to_send_to() {
        String endpoint = OtlpSettings.ENDPOINT;
        assertThat(OtlpSettings.of(Map.of())).isNull();
        assertThat(OtlpSettings.of(Map.of(endpoint, " "))).isNull();
        assertThat(OtlpSettings.of(Map.of(endpoint, "http://c:4318", "OTEL_SDK_DISABLED", "TRUE")))
                .isNull();
        assertThat(OtlpSettings.of(Map.of(endpoint, "http://c:4318", "OTEL_TRACES_EXPORTER", "none")))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_EXPORTER_OTLP_ENDPOINT, http://c:4318, http://c:4318/v1/traces",
        "OTEL_EXPORTER_OTLP_ENDPOINT, https://c/otlp/, https://c/otlp/v1/traces",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, http://c:4318/mine, http://c:4318/mine",
    })
    void the_path_is_added_to_the_common_endpoint_alone(String name, String value, String address) {
        assertThat(Objects.requireNonNull(OtlpSettings.of(Map.of(name, value))).endpoint())
                .hasToString(address);
    }

    @ParameterizedTest
    @CsvSource({
        ", , 1, true",
        "always_on, , 1, false",
        "parentbased_always_off, , 0, true",
        "traceidratio, 0.25, 0.25, false",
        "parentbased_traceidratio, 0.5, 0.5, true",
    })
    void the_samplers_of_the_specification_are_known(String sampler, String argument, double part, boolean parent) {
        OtlpSettings settings = Objects.requireNonNull(OtlpSettings.of(Map.of(
                OtlpSettings.ENDPOINT,
                "http://c:4318",
                "OTEL_TRACES_SAMPLER",
                sampler == null ? "" : sampler,
                "OTEL_TRACES_SAMPLER_ARG",
                argument == null ? "" : argument)));
        assertThat(settings.sampled()).isEqualTo(part);
        assertThat(settings.parentDecides()).isEqualTo(parent);
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_EXPORTER_OTLP_ENDPOINT, c:4318",
        "OTEL_EXPORTER_OTLP_ENDPOINT, http:// c",
        "OTEL_EXPORTER_OTLP_PROTOCOL, grpc",
        "OTEL_TRACES_SAMPLER, jaeger_remote",
        "OTEL_TRACES_SAMPLER, parentbased_traceidratio",
        "OTEL_EXPORTER_OTLP_TIMEOUT, soon",
        "OTEL_EXPORTER_OTLP_TIMEOUT, 0",
    })
    void a_value_that_cannot_be_used_is_named(String name, String value) {
        Map<String, String> environment =
                new HashMap<>(Map.of(OtlpSettings.ENDPOINT, "http://c:4318", "OTEL_TRACES_SAMPLER_ARG", "1.5"));
        environment.put(name, value);
        assertThatThrownBy(() -> OtlpSettings.of(environment))
                .isInstanceOfSatisfying(ParlanceException.class, error -> {
                    assertThat(error.kind()).isEqualTo(ErrorKind.MISCONFIGURED);
                    assertThat(error).hasMessageContaining("OTEL_");
                });
    }

    @Test
    void headers_do_not_print() {
        OtlpSettings settings = OtlpSettings.of(
                Map.of(OtlpSettings.ENDPOINT, "http://c:4318", "OTEL_EXPORTER_OTLP_HEADERS", "x-key=canary"));
        assertThat(settings).asString().contains("x-key").doesNotContain("canary");
    }

    private static void call(Tracing tracing) {
        Observed observed = new Observed(ObservationSettings.DEFAULT.withTracing(tracing));
        CallObservation call = observed.asked(false);
        call.finished(Observed.STOP);
        observed.observation.close();
        assertThat(observed.lines).hasSize(1);
    }

    private static OtlpSettings settings(HttpServer collector, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put(
                OtlpSettings.ENDPOINT,
                "http://127.0.0.1:" + collector.getAddress().getPort());
        return Objects.requireNonNull(OtlpSettings.of(environment));
    }

    private static HttpServer collector(List<Received> received, int status) throws IOException {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            received.add(new Received(
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("content-type")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("x-key")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1)));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        collector.start();
        return collector;
    }
}
