package dev.parlance.core.chat;

import dev.parlance.core.wire.JsonValue;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything beside model, messages, tools and streaming that a request can ask for. The kebab-case {@link #label} is the name in rules,
 * adjustments and messages; the wire name is the dialect's business. The order here is the order on the wire.
 */
public enum Parameter {
    MAX_OUTPUT_TOKENS(Type.INTEGER),
    TEMPERATURE(Type.NUMBER),
    TOP_P(Type.NUMBER),
    TOP_K(Type.INTEGER),
    MIN_P(Type.NUMBER),
    FREQUENCY_PENALTY(Type.NUMBER),
    PRESENCE_PENALTY(Type.NUMBER),
    REPETITION_PENALTY(Type.NUMBER),
    SEED(Type.INTEGER),
    STOP(Type.TEXTS),
    N(Type.INTEGER),
    LOGPROBS(Type.BOOLEAN),
    TOP_LOGPROBS(Type.INTEGER),
    LOGIT_BIAS(Type.OBJECT),
    /** Held as {@link Thinking}, not in {@link Parameters}. */
    THINKING(Type.STRUCTURED),
    /** Whether the host feeds the reasoning of earlier turns back to the model: {@code all}, or false for not. */
    THINKING_KEEP(Type.ANY),
    /** How much of the reasoning is shown: {@code none}, {@code auto}, {@code concise} or {@code detailed}. */
    THINKING_SUMMARY(Type.TEXT),
    PARALLEL_TOOL_CALLS(Type.BOOLEAN),
    /** Held as {@link ToolChoice}, not in {@link Parameters}. */
    TOOL_CHOICE(Type.STRUCTURED),
    /** Held as {@link ResponseFormat}, not in {@link Parameters}. */
    RESPONSE_FORMAT(Type.STRUCTURED),
    VERBOSITY(Type.TEXT),
    MODALITIES(Type.ARRAY),
    AUDIO(Type.OBJECT),
    PREDICTION(Type.OBJECT),
    WEB_SEARCH_OPTIONS(Type.OBJECT),
    SERVICE_TIER(Type.TEXT),
    STORE(Type.BOOLEAN),
    METADATA(Type.OBJECT),
    USER(Type.TEXT),
    SAFETY_IDENTIFIER(Type.TEXT),
    PROMPT_CACHE_KEY(Type.TEXT),
    PROMPT_CACHE_RETENTION(Type.TEXT);

    /** What a value may be. */
    public enum Type {
        NUMBER("a number"),
        INTEGER("a whole number"),
        BOOLEAN("true or false"),
        TEXT("a string"),
        TEXTS("a string or an array of strings"),
        ARRAY("an array"),
        OBJECT("an object"),
        ANY("any value"),
        STRUCTURED("no plain value");

        private final String description;

        Type(String description) {
            this.description = description;
        }

        /** For messages, for example {@code a whole number}. */
        public String description() {
            return description;
        }

        /** Whether the value has this type. */
        public boolean accepts(JsonValue value) {
            return switch (this) {
                case NUMBER -> value instanceof JsonValue.JsonNumber;
                case INTEGER -> value instanceof JsonValue.JsonNumber number && number.wholeNumber() != null;
                case BOOLEAN -> value instanceof JsonValue.JsonBoolean;
                case TEXT -> value instanceof JsonValue.JsonString;
                case TEXTS ->
                    value instanceof JsonValue.JsonString
                            || value instanceof JsonValue.JsonArray(var elements)
                                    && elements.stream().allMatch(JsonValue.JsonString.class::isInstance);
                case ARRAY -> value instanceof JsonValue.JsonArray;
                case OBJECT -> value instanceof JsonValue.JsonObject;
                case ANY -> true;
                case STRUCTURED -> false;
            };
        }
    }

    private static final Map<String, Parameter> BY_LABEL = new HashMap<>();

    static {
        for (Parameter parameter : values()) {
            BY_LABEL.put(parameter.label, parameter);
        }
    }

    private final Type type;
    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Parameter(Type type) {
        this.type = type;
    }

    /** For example {@code max-output-tokens}. */
    public String label() {
        return label;
    }

    /** What its values may be. */
    public Type type() {
        return type;
    }

    /** The parameter with that label, or null. */
    public static @Nullable Parameter ofLabel(String label) {
        return BY_LABEL.get(label);
    }
}
