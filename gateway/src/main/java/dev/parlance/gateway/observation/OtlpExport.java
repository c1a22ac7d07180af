package dev.parlance.gateway.observation;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The only class that knows OpenTelemetry's SDK, which is there only where somebody wants it. */
final class OtlpExport {
    /** For the spans that are still held when the gateway ends. */
    private static final long LAST_SECONDS = 5;

    private OtlpExport() {}

    static Tracing start(OtlpSettings settings) {
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.endpoint().toString())
                .setTimeout(settings.timeout())
                .setConnectTimeout(settings.timeout())
                .setComponentLoader(new OwnSender());
        settings.headers().forEach((name, value) -> exporter.addHeader(name, value.reveal()));
        AttributesBuilder attributes = Attributes.builder();
        settings.resource().forEach(attributes::put);
        Sampler part = Sampler.traceIdRatioBased(settings.sampled());
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(attributes.build())))
                .setSampler(settings.parentDecides() ? Sampler.parentBased(part) : part)
                .addSpanProcessor(BatchSpanProcessor.builder(exporter.build()).build())
                .build();
        return new Tracing(provider, () -> provider.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS));
    }

    /** The exporter looks for somebody who sends; nobody else shall be found. */
    private static final class OwnSender implements ComponentLoader {
        @Override
        public <T> Iterable<T> load(Class<T> wanted) {
            HttpSenderProvider own = JdkHttpSender::new;
            return wanted.isInstance(own) ? List.of(wanted.cast(own)) : List.of();
        }
    }
}
