package dev.parlance.gateway.observation;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import java.util.Map;

/**
 * The names of spans and attributes. Those of {@code gen_ai} are in development and change: open-telemetry/semantic-conventions-genai,
 * docs/gen-ai/gen-ai-spans.md, schema 1.42.0-dev as of 2026-10. Before 1.42.0 they were part of open-telemetry/semantic-conventions.
 */
final class GenAi {
    static final String SCHEMA = "https://opentelemetry.io/schemas/gen-ai-dev/1.42.0-dev";

    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
    static final AttributeKey<String> REQUEST_MODEL = AttributeKey.stringKey("gen_ai.request.model");
    static final AttributeKey<Boolean> REQUEST_STREAM = AttributeKey.booleanKey("gen_ai.request.stream");
    static final AttributeKey<List<String>> FINISH_REASONS =
            AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
    static final AttributeKey<Double> FIRST_CHUNK = AttributeKey.doubleKey("gen_ai.response.time_to_first_chunk");
    static final AttributeKey<Long> INPUT = AttributeKey.longKey("gen_ai.usage.input_tokens");
    static final AttributeKey<Long> INPUT_CACHE_READ = AttributeKey.longKey("gen_ai.usage.cache_read.input_tokens");
    static final AttributeKey<Long> INPUT_CACHE_WRITE =
            AttributeKey.longKey("gen_ai.usage.cache_creation.input_tokens");
    static final AttributeKey<Long> OUTPUT = AttributeKey.longKey("gen_ai.usage.output_tokens");
    static final AttributeKey<Long> OUTPUT_REASONING = AttributeKey.longKey("gen_ai.usage.reasoning.output_tokens");

    /** Stable: open-telemetry/semantic-conventions 1.41.1, docs/general/recording-errors.md. */
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    /** Stable: open-telemetry/semantic-conventions 1.41.1, docs/http/http-spans.md. */
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    /** What the conventions have no word for. */
    static final AttributeKey<String> INBOUND = AttributeKey.stringKey("parlance.inbound");

    static final AttributeKey<String> CLIENT = AttributeKey.stringKey("parlance.client");
    static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("parlance.request.id");
    static final AttributeKey<List<String>> ADJUSTMENTS = AttributeKey.stringArrayKey("parlance.adjustments");
    static final AttributeKey<String> TARGET = AttributeKey.stringKey("parlance.provider");
    static final AttributeKey<String> DIALECT = AttributeKey.stringKey("parlance.dialect");
    static final AttributeKey<String> LANE = AttributeKey.stringKey("parlance.lane");
    static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("parlance.attempt.number");
    static final AttributeKey<String> REASON = AttributeKey.stringKey("parlance.attempt.reason");
    static final AttributeKey<String> UPSTREAM_ID = AttributeKey.stringKey("parlance.attempt.request.id");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("parlance.outcome");

    private static final String CHAT = "chat";

    /** The conventions name an operation of its own for this dialect. */
    private static final Map<String, String> OPERATIONS = Map.of("gemini", "generate_content");

    private GenAi() {}

    /** The operation of a request in that dialect. */
    static String operation(String dialect) {
        return OPERATIONS.getOrDefault(dialect, CHAT);
    }
}
