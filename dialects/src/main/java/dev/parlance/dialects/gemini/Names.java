package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.Parameter;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The wire names of the dialect, shared by both directions. */
final class Names {
    static final String DIALECT = "gemini";
    static final String SIGNATURE = "thoughtSignature";
    static final String GENERATION_CONFIG = "generationConfig";
    static final String THINKING_CONFIG = "thinkingConfig";
    static final String TOOL_CONFIG = "toolConfig";
    static final String CALLING_CONFIG = "functionCallingConfig";
    static final String SERVICE_TIER = "serviceTier";
    static final String PARAMETERS = "parameters";
    static final String RESPONSE_SCHEMA = "responseSchema";

    /** How ids begin that were given to calls without one; the API never saw them and gets none of them. */
    static final String MINTED = "call_parlance_";

    /**
     * Our mark for the borders of wire contents within and between messages: on a call or text {@link #BEGINS}, on a user message {@link
     * #CONTINUES}. Never written.
     */
    static final String BORDER = "item";

    /** The part begins a content of its own. */
    static final String BEGINS = "begins";

    /** The message stood in one content with the tool results before it. */
    static final String CONTINUES = "continues";

    /** Members that the caller's extra body may never touch. */
    static final List<String> STRUCTURAL =
            List.of("model", "contents", "systemInstruction", "system_instruction", "tools");

    private static final Map<Parameter, String> WIRE = new EnumMap<>(Parameter.class);
    private static final Map<String, Parameter> PARAMETERS_BY_NAME = new HashMap<>();

    static {
        WIRE.put(Parameter.MAX_OUTPUT_TOKENS, "maxOutputTokens");
        WIRE.put(Parameter.TEMPERATURE, "temperature");
        WIRE.put(Parameter.TOP_P, "topP");
        WIRE.put(Parameter.TOP_K, "topK");
        WIRE.put(Parameter.FREQUENCY_PENALTY, "frequencyPenalty");
        WIRE.put(Parameter.PRESENCE_PENALTY, "presencePenalty");
        WIRE.put(Parameter.SEED, "seed");
        WIRE.put(Parameter.STOP, "stopSequences");
        WIRE.put(Parameter.N, "candidateCount");
        WIRE.put(Parameter.LOGPROBS, "responseLogprobs");
        WIRE.put(Parameter.TOP_LOGPROBS, "logprobs");
        WIRE.put(Parameter.MODALITIES, "responseModalities");
        WIRE.forEach((parameter, name) -> PARAMETERS_BY_NAME.put(name, parameter));
    }

    private Names() {}

    /** The name of a parameter in the generation config, or null when it has none there. */
    static @Nullable String wire(Parameter parameter) {
        return WIRE.get(parameter);
    }

    /** The parameter behind a name of the generation config, or null. */
    static @Nullable Parameter parameter(String name) {
        return PARAMETERS_BY_NAME.get(name);
    }

    /** The object with its own member names in the one spelling of the two that proto JSON takes; what is inside them stays. */
    static JsonObject camel(JsonObject object) {
        if (object.members().keySet().stream().noneMatch(name -> name.indexOf('_', 1) > 0)) {
            return object;
        }
        Map<String, JsonValue> renamed = new LinkedHashMap<>();
        object.members().forEach((name, value) -> renamed.put(camel(name), value));
        return new JsonObject(renamed);
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder(name.length());
        for (int index = 0; index < name.length(); index++) {
            char character = name.charAt(index);
            boolean joint = character == '_' && index > 0 && index + 1 < name.length();
            if (joint) {
                index++;
                camel.append(name.substring(index, index + 1).toUpperCase(Locale.ROOT));
            } else {
                camel.append(character);
            }
        }
        return camel.toString();
    }
}
