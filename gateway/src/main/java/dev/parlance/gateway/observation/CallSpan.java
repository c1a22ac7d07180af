package dev.parlance.gateway.observation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The span of one call. What it cost stands at its attempts alone, so that sums count it once. */
final class CallSpan {
    private final Tracer tracer;
    private final Context below;
    private final Span span;
    private final String operation;

    CallSpan(Tracer tracer, Context parent, Span span, String operation) {
        this.tracer = tracer;
        this.below = parent.with(span);
        this.span = span;
        this.operation = operation;
    }

    void asked(String model, boolean streaming, String caller) {
        span.updateName(operation + " " + model);
        span.setAttribute(GenAi.REQUEST_MODEL, model);
        if (!caller.isEmpty()) {
            span.setAttribute(GenAi.CLIENT, caller);
        }
        if (streaming) {
            span.setAttribute(GenAi.REQUEST_STREAM, true);
        }
    }

    AttemptSpan attempt(AttemptFacts facts, boolean streaming) {
        String does = GenAi.operation(facts.dialect());
        Span attempt = tracer.spanBuilder(does + " " + facts.model())
                .setParent(below)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(GenAi.OPERATION, does)
                .setAttribute(GenAi.PROVIDER, facts.telemetry())
                .setAttribute(GenAi.REQUEST_MODEL, facts.model())
                .setAttribute(GenAi.TARGET, facts.provider())
                .setAttribute(GenAi.DIALECT, facts.dialect())
                .setAttribute(GenAi.LANE, facts.lane().label())
                .setAttribute(GenAi.ATTEMPT, (long) facts.number())
                .setAttribute(GenAi.REASON, facts.reason().label())
                .startSpan();
        if (streaming) {
            attempt.setAttribute(GenAi.REQUEST_STREAM, true);
        }
        return new AttemptSpan(attempt);
    }

    void ended(
            Outcome outcome,
            @Nullable Integer status,
            @Nullable ToldError error,
            @Nullable String requestId,
            List<String> adjustments) {
        span.setAttribute(GenAi.OUTCOME, outcome.label());
        if (requestId != null) {
            span.setAttribute(GenAi.REQUEST_ID, requestId);
        }
        if (!adjustments.isEmpty()) {
            span.setAttribute(GenAi.ADJUSTMENTS, adjustments);
        }
        end(span, status, error);
    }

    /** The id that the log names too. */
    String traceId() {
        return span.getSpanContext().getTraceId();
    }

    static void end(Span span, @Nullable Integer status, @Nullable ToldError error) {
        if (status != null) {
            span.setAttribute(GenAi.STATUS, (long) status);
        }
        if (error != null) {
            span.setAttribute(GenAi.ERROR, error.type());
            span.setStatus(StatusCode.ERROR, error.message());
        }
        span.end();
    }
}
