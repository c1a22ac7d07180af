package dev.parlance.dialects.anthropic;

import dev.parlance.core.chat.Parameter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The wire names of the dialect, shared by both directions. */
final class Names {
    static final String DIALECT = "anthropic-messages";
    static final String THINKING = "thinking";
    static final String REDACTED_THINKING = "redacted_thinking";
    static final String SIGNATURE = "signature";
    static final String DATA = "data";
    static final String CITATIONS = "citations";
    static final String OUTPUT_CONFIG = "output_config";
    static final String OUTPUT_FORMAT = "output_format";
    static final String METADATA = "metadata";
    static final String USER_ID = "user_id";
    static final String TOOL_CHOICE = "tool_choice";

    /** Names of beta features: a header on the wire, a member of the extra body on the way. */
    static final String BETA = "anthropic_beta";

    static final String BETA_HEADER = "anthropic-beta";

    /** The member under which bodies and blocks of any kind name their kind. */
    static final String TYPE = "type";

    static final String CONTENT = "content";
    static final String CACHE_CONTROL = "cache_control";

    /**
     * Marks a message that begins a turn of its own although the one before it has the same role: its number among the turns. It never
     * reaches the wire, where the API joins such turns, but without it they would be joined earlier than the caller did.
     */
    static final String OWN_TURN = "index";

    /** Marks a format that stood in a member of its own, as the beta had it: the name of that member. It never reaches the wire. */
    static final String FORMAT_PLACE = "item";

    /** Members that the caller's extra body may never touch. */
    static final List<String> STRUCTURAL = List.of("model", "messages", "system", "tools", "stream");

    private static final Map<Parameter, String> WIRE = new EnumMap<>(Map.of(
            Parameter.MAX_OUTPUT_TOKENS, "max_tokens",
            Parameter.TEMPERATURE, "temperature",
            Parameter.TOP_P, "top_p",
            Parameter.TOP_K, "top_k",
            Parameter.STOP, "stop_sequences",
            Parameter.SERVICE_TIER, "service_tier"));
    private static final Map<String, Parameter> PARAMETERS = new HashMap<>();

    static {
        WIRE.forEach((parameter, name) -> PARAMETERS.put(name, parameter));
    }

    private Names() {}

    /** The dialect's own name of a parameter that is a member of the body, or null when it is none. */
    static @Nullable String wire(Parameter parameter) {
        return WIRE.get(parameter);
    }

    /** The parameter behind a member of the body, or null. */
    static @Nullable Parameter parameter(String wireName) {
        return PARAMETERS.get(wireName);
    }
}
