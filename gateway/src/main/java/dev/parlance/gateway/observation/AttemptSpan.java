package dev.parlance.gateway.observation;

import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The span of one request to a host. */
final class AttemptSpan {
    private static final double NANOS = 1e9;

    private static final TextMapSetter<Map<String, String>> SETTER = (headers, name, value) -> {
        if (headers != null) {
            headers.put(name, value);
        }
    };

    private final Span span;

    AttemptSpan(Span span) {
        this.span = span;
    }

    /** The headers that make the host's own spans children of this one, by their names; none when no spans are kept. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.root().with(span), headers, SETTER);
        return headers;
    }

    void firstChunk(long nanos) {
        span.setAttribute(GenAi.FIRST_CHUNK, nanos / NANOS);
    }

    void stopped(StopReason reason) {
        String raw = reason.raw();
        span.setAttribute(
                GenAi.FINISH_REASONS, List.of(raw == null ? reason.kind().label() : Redactor.bounded(raw)));
    }

    void ended(
            Outcome outcome,
            @Nullable Integer status,
            @Nullable String requestId,
            @Nullable Usage usage,
            @Nullable ToldError error) {
        span.setAttribute(GenAi.OUTCOME, outcome.label());
        if (requestId != null) {
            span.setAttribute(GenAi.UPSTREAM_ID, requestId);
        }
        if (usage != null) {
            number(GenAi.INPUT, usage.input());
            number(GenAi.INPUT_CACHE_READ, usage.inputCacheRead());
            number(GenAi.INPUT_CACHE_WRITE, usage.inputCacheWrite());
            number(GenAi.OUTPUT, usage.output());
            number(GenAi.OUTPUT_REASONING, usage.outputReasoning());
        }
        CallSpan.end(span, status, error);
    }

    private void number(AttributeKey<Long> name, @Nullable Long number) {
        if (number != null) {
            span.setAttribute(name, number);
        }
    }
}
