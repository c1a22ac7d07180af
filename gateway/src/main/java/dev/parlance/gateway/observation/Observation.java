package dev.parlance.gateway.observation;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All that a gateway tells about its calls. One for all lanes; thread-safe. */
public final class Observation implements AutoCloseable {
    private static final String OPEN_METRICS = "application/openmetrics-text";

    final ObservationSettings settings;
    final Metrics metrics;
    final Targets targets;
    final Gauges gauges;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormatWriter plain =
            PrometheusTextFormatWriter.builder().build();
    private final ExpositionFormatWriter open =
            OpenMetricsTextFormatWriter.builder().build();

    private Observation(ObservationSettings settings) {
        this.settings = settings;
        this.metrics = new Metrics(registry);
        this.targets = new Targets(metrics, registry, settings.models(), settings.mostModels());
        this.gauges = new Gauges(registry, settings.pools());
    }

    /** Begins to count. */
    public static Observation of(ObservationSettings settings) {
        return new Observation(settings);
    }

    /**
     * A call begins: its head is read. It must be ended by exactly one of the three ways there are; a second one is not heard.
     *
     * @param inbound the client's dialect
     * @param header gives the client's header of a name in small letters, or null; several of a name as one, joined by commas
     */
    public CallObservation begin(String inbound, Function<String, @Nullable String> header) {
        return new CallObservation(this, inbound, header);
    }

    /**
     * The lateness of one lane's loop.
     *
     * @param lane its number or name
     * @param interval of the timer that goes off on it
     */
    public LoopLag loop(String lane, Duration interval) {
        return new LoopLag(gauges.lags(lane), settings.nanos(), interval.toNanos());
    }

    /**
     * What was counted up to now. With hundreds of models it is a megabyte of text, so rather not on a lane's loop.
     *
     * @param accept the header of the one who asks; OpenMetrics for those who know it, else the older text of Prometheus
     */
    public MetricsPage metrics(@Nullable String accept) {
        ExpositionFormatWriter writer = accept != null && accept.contains(OPEN_METRICS) ? open : plain;
        ByteArrayOutputStream page = new ByteArrayOutputStream(16 << 10);
        try {
            writer.write(page, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new MetricsPage(page.toByteArray(), writer.getContentType());
    }

    /** Sends the spans that are still held. The log's sink belongs to whoever made it. */
    @Override
    public void close() {
        Tracing tracing = settings.tracing();
        if (tracing != null) {
            tracing.close();
        }
    }
}
