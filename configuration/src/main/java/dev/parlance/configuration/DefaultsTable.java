package dev.parlance.configuration;

import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Parameters;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.providers.Defaults;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of defaults: every neutral parameter, and the wish about thinking. */
final class DefaultsTable {
    private static final Setting<Thinking> THINKING =
            new Setting<>("thinking", new ThinkingForm(), "How much the model thinks where a request does not say.");

    private static final Map<Parameter, Setting<JsonValue>> PARAMETERS = parameters();

    static final Table TABLE = table();

    private DefaultsTable() {}

    private static Map<Parameter, Setting<JsonValue>> parameters() {
        Map<Parameter, Setting<JsonValue>> settings = new EnumMap<>(Parameter.class);
        for (Parameter parameter : Parameter.values()) {
            if (parameter.type() != Parameter.Type.STRUCTURED) {
                settings.put(parameter, of(parameter));
            }
        }
        return settings;
    }

    private static Setting<JsonValue> of(Parameter parameter) {
        return new Setting<>(parameter.label(), new ParameterForm(parameter), about(parameter));
    }

    private static String about(Parameter parameter) {
        return switch (parameter) {
            case MAX_OUTPUT_TOKENS -> "The most tokens of an answer.";
            case TEMPERATURE -> "How freely words are chosen; 0 is a value.";
            case TOP_P -> "The share of likely words to choose from.";
            case TOP_K -> "The number of likely words to choose from.";
            case MIN_P -> "The least likelihood of a word, as a share of that of the likeliest.";
            case FREQUENCY_PENALTY -> "How much words are avoided the more often they stand there already.";
            case PRESENCE_PENALTY -> "How much words are avoided that stand there already.";
            case REPETITION_PENALTY -> "How much repetition is avoided; 1 is not at all.";
            case SEED -> "The seed of the dice.";
            case STOP -> "Texts at which the answer ends.";
            case N -> "The number of answers.";
            case LOGPROBS -> "Whether the likelihood of each word is told.";
            case TOP_LOGPROBS -> "How many other likely words are told.";
            case LOGIT_BIAS -> "By token, how much likelier it is made.";
            case THINKING -> "How much the model thinks.";
            case THINKING_KEEP -> "Whether earlier thinking stays in the model's view: all, or false.";
            case THINKING_SUMMARY -> "How much of the thinking is shown: none, auto, concise or detailed.";
            case PARALLEL_TOOL_CALLS -> "Whether several tools may be called at once.";
            case TOOL_CHOICE -> "Which tool is called.";
            case RESPONSE_FORMAT -> "The form of the answer.";
            case VERBOSITY -> "How long answers are: low, medium or high.";
            case MODALITIES -> "What kinds of output are wanted.";
            case AUDIO -> "The voice and format of spoken answers.";
            case PREDICTION -> "What the answer will mostly say, to be faster.";
            case WEB_SEARCH_OPTIONS -> "The host's own search of the web.";
            case SERVICE_TIER -> "The host's class of service.";
            case STORE -> "Whether the host keeps the answer.";
            case METADATA -> "Notes that the host keeps with the answer.";
            case USER -> "Who asks, for the host.";
            case SAFETY_IDENTIFIER -> "Who asks, for the host's protection against misuse.";
            case PROMPT_CACHE_KEY -> "Which requests share a cache at the host.";
            case PROMPT_CACHE_RETENTION -> "How long the host keeps its cache.";
        };
    }

    private static Table table() {
        List<Setting<?>> settings = new ArrayList<>();
        settings.add(THINKING);
        settings.addAll(PARAMETERS.values());
        return new Table("the defaults", settings).defined("defaults");
    }

    static Defaults read(@Nullable Section section) {
        if (section == null) {
            return Defaults.NONE;
        }
        Parameters parameters = Parameters.NONE;
        for (Map.Entry<Parameter, Setting<JsonValue>> entry : PARAMETERS.entrySet()) {
            JsonValue value = section.get(entry.getValue());
            if (value != null) {
                parameters = parameters.with(entry.getKey(), value);
            }
        }
        Thinking thinking = section.get(THINKING);
        return new Defaults(parameters, thinking == null ? new Thinking.Default() : thinking, null);
    }
}
