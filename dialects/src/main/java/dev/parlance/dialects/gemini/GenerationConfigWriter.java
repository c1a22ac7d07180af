package dev.parlance.dialects.gemini;

import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the {@code generationConfig} together: settled parameters first, then what the caller's extra body says there, which wins. */
final class GenerationConfigWriter {
    private static final String MIME_TYPE = "responseMimeType";
    private static final String JSON_SCHEMA = "responseJsonSchema";
    private static final List<String> FORMAT =
            List.of(MIME_TYPE, JSON_SCHEMA, "_responseJsonSchema", Names.RESPONSE_SCHEMA);

    private final Settlement settlement;
    private final Map<String, JsonValue> config = new LinkedHashMap<>();

    private GenerationConfigWriter(Settlement settlement) {
        this.settlement = settlement;
    }

    /** The config, or null when there is nothing to say. */
    static @Nullable JsonValue of(Settlement settlement, @Nullable RawJson extra) {
        JsonValue given = extra == null ? JsonObject.EMPTY : extra.valueOrText();
        if (!(given instanceof JsonObject object)) {
            return given;
        }
        JsonObject config = new GenerationConfigWriter(settlement).written(Names.camel(object));
        return config.members().isEmpty() ? null : config;
    }

    private JsonObject written(JsonObject extra) {
        settlement.settings().forEach(this::parameter);
        if (FORMAT.stream().noneMatch(name -> extra.get(name) != null)) {
            format();
        }
        JsonObject given = extra.object(Names.THINKING_CONFIG);
        JsonObject thinking = thinking(given == null ? JsonObject.EMPTY : Names.camel(given));
        if (!thinking.members().isEmpty()) {
            config.put(Names.THINKING_CONFIG, thinking);
        }
        extra.members().forEach((name, value) -> {
            if (given == null || !name.equals(Names.THINKING_CONFIG)) {
                config.put(name, value);
            }
        });
        return new JsonObject(config);
    }

    private void parameter(Parameter parameter, Settlement.Setting setting) {
        if (parameter == Parameter.THINKING_SUMMARY || parameter == Parameter.SERVICE_TIER) {
            return;
        }
        String demanded = setting.wireName();
        String name = demanded == null ? Names.wire(parameter) : demanded;
        if (name != null) {
            config.put(name, spelled(parameter, setting.value()));
        }
    }

    private static JsonValue spelled(Parameter parameter, JsonValue value) {
        return switch (parameter) {
            case STOP -> value instanceof JsonString ? JsonValue.array(value) : value;
            case MODALITIES -> value instanceof JsonArray(List<JsonValue> words) ? upper(words) : value;
            default -> value;
        };
    }

    private static JsonArray upper(List<JsonValue> words) {
        return new JsonArray(words.stream()
                .map(word ->
                        word instanceof JsonString(String text) ? JsonValue.of(text.toUpperCase(Locale.ROOT)) : word)
                .toList());
    }

    private void format() {
        switch (settlement.responseFormat()) {
            case null -> {}
            case ResponseFormat.Text text -> config.put(MIME_TYPE, JsonValue.of("text/plain"));
            case ResponseFormat.JsonObject object -> config.put(MIME_TYPE, JsonValue.of("application/json"));
            case ResponseFormat.Opaque(String dialect, RawJson json) -> {
                JsonObject members = json.objectOrNull();
                if (members != null) {
                    config.putAll(members.members());
                }
            }
            case ResponseFormat.JsonSchema schema -> {
                config.put(MIME_TYPE, JsonValue.of("application/json"));
                RawJson own = schema.extra().get(Names.RESPONSE_SCHEMA);
                RawJson general = schema.schema();
                if (own != null) {
                    config.put(Names.RESPONSE_SCHEMA, own.valueOrText());
                } else if (general != null) {
                    config.put(JSON_SCHEMA, general.valueOrText());
                }
            }
        }
    }

    /** Level and budget together are refused, so the extra body's word on either takes the place of ours on both. */
    private JsonObject thinking(JsonObject given) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        boolean told = given.get(ThinkingConfig.LEVEL) != null || given.get(ThinkingConfig.BUDGET) != null;
        Thinking wish = told ? null : settlement.thinking();
        switch (wish) {
            case null -> {}
            case Thinking.Default none -> {}
            case Thinking.Off off -> members.put(ThinkingConfig.BUDGET, JsonValue.of(0));
            case Thinking.On on -> members.put(ThinkingConfig.BUDGET, JsonValue.of(ThinkingConfig.DYNAMIC));
            case Thinking.Budget(int tokens) -> members.put(ThinkingConfig.BUDGET, JsonValue.of(tokens));
            case Thinking.Effort(String level)
            when level.equals("none") -> members.put(ThinkingConfig.BUDGET, JsonValue.of(0));
            case Thinking.Effort(String level) -> members.put(ThinkingConfig.LEVEL, JsonValue.of(level));
        }
        Settlement.Setting summary = settlement.settings().get(Parameter.THINKING_SUMMARY);
        if (summary != null) {
            members.put(
                    ThinkingConfig.INCLUDE,
                    JsonValue.of(!(summary.value() instanceof JsonString(String word) && word.equals("none"))));
        }
        members.putAll(given.members());
        return new JsonObject(members);
    }
}
