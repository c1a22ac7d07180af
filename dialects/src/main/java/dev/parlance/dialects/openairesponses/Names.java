package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.Parameter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The wire names of the dialect, shared by both directions. */
final class Names {
    static final String DIALECT = "openai-responses";
    static final String INSTRUCTIONS = "instructions";
    static final String INPUT = "input";
    static final String INCLUDE = "include";
    static final String REASONING = "reasoning";
    static final String TEXT = "text";
    static final String SUMMARY = "summary";
    static final String CONTENT = "content";
    static final String ENCRYPTED_CONTENT = "encrypted_content";
    static final String PHASE = "phase";

    /** The entry of {@code include} that asks for log probabilities. */
    static final String LOGPROBS = "message.output_text.logprobs";

    /** Our own member of a text part: what is to be known about the message item it stood in. Never on a wire. */
    static final String ITEM = "item";

    /** Members that the caller's extra body may never touch. */
    static final List<String> STRUCTURAL = List.of("model", INPUT, "tools", "stream");

    /** The parameters that are plain members of the body. */
    private static final Set<Parameter> PLAIN = Set.of(
            Parameter.MAX_OUTPUT_TOKENS,
            Parameter.TEMPERATURE,
            Parameter.TOP_P,
            Parameter.TOP_LOGPROBS,
            Parameter.PARALLEL_TOOL_CALLS,
            Parameter.SERVICE_TIER,
            Parameter.STORE,
            Parameter.METADATA,
            Parameter.USER,
            Parameter.SAFETY_IDENTIFIER,
            Parameter.PROMPT_CACHE_KEY,
            Parameter.PROMPT_CACHE_RETENTION);

    private static final Map<Parameter, String> WIRE = new EnumMap<>(Parameter.class);
    private static final Map<String, Parameter> PARAMETERS = new HashMap<>();

    static {
        for (Parameter parameter : Parameter.values()) {
            String name = parameter == Parameter.THINKING_SUMMARY
                    ? SUMMARY
                    : parameter.name().toLowerCase(Locale.ROOT);
            WIRE.put(parameter, name);
            if (PLAIN.contains(parameter)) {
                PARAMETERS.put(name, parameter);
            }
        }
    }

    private Names() {}

    /** The dialect's own name of a parameter; for one it does not define, the name its relatives have. */
    static String wire(Parameter parameter) {
        String name = WIRE.get(parameter);
        return name == null ? parameter.label() : name;
    }

    /** The parameter behind a plain member of the body, or null. */
    static @Nullable Parameter parameter(String wireName) {
        return PARAMETERS.get(wireName);
    }
}
