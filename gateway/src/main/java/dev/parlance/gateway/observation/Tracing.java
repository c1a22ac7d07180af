package dev.parlance.gateway.observation;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Version;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Spans of OpenTelemetry: one for each call and below it one for each attempt. Thread-safe. What a span costs and where it goes is the
 * provider's business; that of {@link #export} keeps finished spans in a queue that never waits, and drops what does not fit.
 */
public final class Tracing implements AutoCloseable {
    private static final TextMapGetter<Function<String, @Nullable String>> HEADERS =
            (header, name) -> header == null ? null : header.apply(name);

    private final Tracer tracer;
    private final Runnable close;

    Tracing(TracerProvider provider, Runnable close) {
        this.tracer = provider.tracerBuilder("dev.parlance.gateway")
                .setInstrumentationVersion(Version.text())
                .setSchemaUrl(GenAi.SCHEMA)
                .build();
        this.close = close;
    }

    /** Spans for a provider that somebody else has set up and closes. */
    public static Tracing of(TracerProvider provider) {
        return new Tracing(provider, () -> {});
    }

    /**
     * Spans that leave by OTLP.
     *
     * @throws ParlanceException.Misconfigured when the exporter is not on the class path
     */
    public static Tracing export(OtlpSettings settings) {
        try {
            return OtlpExport.start(settings);
        } catch (NoClassDefFoundError missing) {
            throw new ParlanceException.Misconfigured(Failure.of(
                    "Traces are to go to " + settings.endpoint() + ", but OpenTelemetry's exporter is missing ("
                            + missing.getMessage() + ")",
                    "Put io.opentelemetry:opentelemetry-exporter-otlp on the class path, or unset "
                            + OtlpSettings.ENDPOINT + "."));
        }
    }

    /** The span of a call, below the client's own if it sent one. */
    CallSpan begin(String inbound, Function<String, @Nullable String> header) {
        // Of no thread's context: a lane's thread has many calls in hand.
        Context parent = W3CTraceContextPropagator.getInstance().extract(Context.root(), header, HEADERS);
        String operation = GenAi.operation(inbound);
        return new CallSpan(
                tracer,
                parent,
                tracer.spanBuilder(operation)
                        .setParent(parent)
                        .setSpanKind(SpanKind.SERVER)
                        .setAttribute(GenAi.OPERATION, operation)
                        .setAttribute(GenAi.INBOUND, inbound)
                        .startSpan(),
                operation);
    }

    /** Sends what is still held, waiting a few seconds at the most. */
    @Override
    public void close() {
        close.run();
    }
}
