package dev.parlance.core.catalog;

import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.wire.JsonValue;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What negotiation decided about the parameters.
 *
 * @param settings the plain parameters to send
 * @param thinking the wish to spell, or null to send nothing about thinking
 * @param keepThinking whether to ask the host to keep earlier reasoning in view
 * @param reasoningOn whether the model will think in this request
 */
public record Settlement(
        Map<Parameter, Setting> settings,
        @Nullable Thinking thinking,
        boolean keepThinking,
        @Nullable ToolChoice toolChoice,
        @Nullable ResponseFormat responseFormat,
        boolean reasoningOn) {

    /**
     * One parameter to send.
     *
     * @param wireName the name the profile demands, or null for the dialect's own
     */
    public record Setting(JsonValue value, @Nullable String wireName) {}

    public Settlement {
        if (settings.isEmpty()) {
            settings = Map.of();
        } else {
            EnumMap<Parameter, Setting> copy = new EnumMap<>(Parameter.class);
            copy.putAll(settings);
            settings = Collections.unmodifiableMap(copy);
        }
    }

    /** A copy in which the parameter has this value. */
    public Settlement with(Parameter parameter, Setting setting) {
        EnumMap<Parameter, Setting> changed = new EnumMap<>(Parameter.class);
        changed.putAll(settings);
        changed.put(parameter, setting);
        return new Settlement(changed, thinking, keepThinking, toolChoice, responseFormat, reasoningOn);
    }

    /** A copy in which the parameter is not sent. */
    public Settlement without(Parameter parameter) {
        EnumMap<Parameter, Setting> changed = new EnumMap<>(Parameter.class);
        changed.putAll(settings);
        changed.remove(parameter);
        return new Settlement(changed, thinking, keepThinking, toolChoice, responseFormat, reasoningOn);
    }

    /** A copy in which the model is told not to think. */
    public Settlement withoutThinking() {
        return new Settlement(settings, new Thinking.Off(), false, toolChoice, responseFormat, false);
    }

    /** A copy with another response format. */
    public Settlement withResponseFormat(@Nullable ResponseFormat format) {
        return new Settlement(settings, thinking, keepThinking, toolChoice, format, reasoningOn);
    }
}
