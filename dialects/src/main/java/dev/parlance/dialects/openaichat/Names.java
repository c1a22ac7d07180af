package dev.parlance.dialects.openaichat;

import dev.parlance.core.chat.Parameter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The wire names of the dialect and its relatives, shared by both directions. */
final class Names {
    static final String DIALECT = "openai-chat";
    static final String CONTENT = "content";
    static final String REASONING_CONTENT = "reasoning_content";
    static final String REASONING = "reasoning";
    static final String REASONING_TEXT = "reasoning_text";
    static final String REASONING_DETAILS = "reasoning_details";
    static final String REASONING_OPAQUE = "reasoning_opaque";

    /** Members that the caller's extra body may never touch. */
    static final List<String> STRUCTURAL = List.of("model", "messages", "tools", "stream", "stream_options");

    private static final Map<Parameter, String> WIRE = new EnumMap<>(Parameter.class);
    private static final Map<String, Parameter> PARAMETERS = new HashMap<>();

    static {
        for (Parameter parameter : Parameter.values()) {
            if (parameter.type() != Parameter.Type.STRUCTURED
                    && parameter != Parameter.THINKING_KEEP
                    && parameter != Parameter.THINKING_SUMMARY) {
                String name = parameter == Parameter.MAX_OUTPUT_TOKENS
                        ? "max_tokens"
                        : parameter.name().toLowerCase(Locale.ROOT);
                WIRE.put(parameter, name);
                PARAMETERS.put(name, parameter);
            }
        }
        PARAMETERS.put("max_completion_tokens", Parameter.MAX_OUTPUT_TOKENS);
    }

    private Names() {}

    /** The dialect's own name of a plain parameter. */
    static String wire(Parameter parameter) {
        String name = WIRE.get(parameter);
        return name == null ? parameter.label() : name;
    }

    /** The plain parameter behind a wire name, or null. */
    static @Nullable Parameter parameter(String wireName) {
        return PARAMETERS.get(wireName);
    }
}
