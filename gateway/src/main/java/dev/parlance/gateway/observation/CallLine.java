package dev.parlance.gateway.observation;

import dev.parlance.core.chat.Usage;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The line of one call: a JSON object whose members are absent where nothing is known. Described in docs/observability.md. */
final class CallLine {
    private static final long MICRO = 1000;

    private final JsonWriter out = new JsonWriter(768);

    private CallLine() {}

    static String of(
            CallFacts facts,
            @Nullable AttemptObservation answering,
            List<String> adjustments,
            ObservationSettings settings) {
        CallLine line = new CallLine();
        line.write(facts, answering, adjustments, settings);
        return new String(line.out.toBytes(), StandardCharsets.UTF_8);
    }

    private void write(
            CallFacts facts,
            @Nullable AttemptObservation answering,
            List<String> adjustments,
            ObservationSettings settings) {
        out.beginObject();
        text("time", Instant.ofEpochMilli(facts.time).toString());
        text("request", facts.requestId);
        text("trace", facts.traceId);
        text("inbound", facts.inbound);
        text("client", facts.caller.isEmpty() ? null : facts.caller);
        text("asked", facts.asked);
        if (answering != null) {
            AttemptFacts by = answering.facts;
            text("answered", by.provider() + "/" + Redactor.bounded(by.model()));
            text("lane", by.lane().label());
        }
        out.name("streaming").bool(facts.streaming);
        text("outcome", facts.outcome.label());
        number("status", facts.status);
        attempts(facts.attempts, answering);
        if (!adjustments.isEmpty()) {
            out.name("adjustments").beginArray();
            adjustments.forEach(out::string);
            out.endArray();
        }
        text("stop", facts.stop == null ? null : facts.stop.kind().label());
        if (answering != null) {
            usage(answering.usage());
        }
        if (facts.chunks > 0) {
            out.name("chunks").number(facts.chunks);
            milliseconds("first-token-ms", facts.firstToken);
        }
        milliseconds("total-ms", facts.took);
        out.name("bytes-in").number(facts.bytesIn).name("bytes-out").number(facts.bytesOut);
        error(facts.error);
        body("request-body", facts.requestBody, settings);
        body("answer-body", facts.answer(), settings);
        out.endObject();
    }

    private void attempts(List<AttemptObservation> attempts, @Nullable AttemptObservation answering) {
        if (attempts.isEmpty()) {
            return;
        }
        out.name("attempts").beginArray();
        for (AttemptObservation attempt : attempts) {
            AttemptFacts facts = attempt.facts;
            out.beginObject();
            out.name("number").number(facts.number());
            text("reason", facts.reason().label());
            text("provider", facts.provider());
            text("host", facts.host());
            text("model", Redactor.bounded(facts.model()));
            text("dialect", facts.dialect());
            text("lane", facts.lane().label());
            text("outcome", attempt.outcome().label());
            number("status", attempt.status());
            text("request", attempt.requestId());
            milliseconds("ms", attempt.took());
            if (attempt != answering) {
                usage(attempt.usage());
            }
            error(attempt.error());
            out.endObject();
        }
        out.endArray();
    }

    private void usage(@Nullable Usage usage) {
        if (usage == null) {
            return;
        }
        out.name("usage").beginObject();
        for (TokenKind kind : TokenKind.all()) {
            Long number = kind.of(usage);
            if (number != null) {
                out.name(kind.label()).number(number);
            }
        }
        out.endObject();
    }

    private void error(@Nullable ToldError error) {
        if (error != null) {
            out.name("error").beginObject();
            text("type", error.type());
            text("message", error.message());
            out.endObject();
        }
    }

    private void body(String name, byte @Nullable [] body, ObservationSettings settings) {
        if (body != null) {
            text(name, settings.redactor().body(body, settings.bodies()));
        }
    }

    private void text(String name, @Nullable String text) {
        if (text != null) {
            out.name(name).string(text);
        }
    }

    private void number(String name, @Nullable Integer number) {
        if (number != null) {
            out.name(name).number(number);
        }
    }

    /** With three digits behind the point: what the gateway itself takes lies there. */
    private void milliseconds(String name, long nanos) {
        long micros = Math.max(0, nanos / MICRO);
        long rest = micros % 1000;
        String digits = rest < 10 ? "00" : rest < 100 ? "0" : "";
        out.name(name).value(new JsonNumber(micros / 1000 + "." + digits + rest));
    }
}
