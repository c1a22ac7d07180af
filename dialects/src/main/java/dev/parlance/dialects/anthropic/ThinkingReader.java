package dev.parlance.dialects.anthropic;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code thinking} and {@code output_config}, which speak of one thing: an effort is the measure of adaptive thinking. Without that, or
 * beside a budget, it is a wish of its own that no other dialect knows, and travels on as it is. Not thread-safe.
 */
final class ThinkingReader {
    /** Other dialects want a name for a schema; this one has none. */
    static final String FORMAT_NAME = "response";

    private static final String EFFORT = "effort";
    private static final String FORMAT = "format";
    private static final String BUDGET = "budget_tokens";
    private static final String DISPLAY = "display";

    private JsonObject thinking = JsonObject.EMPTY;
    private JsonObject config = JsonObject.EMPTY;

    /** Takes the thinking object. */
    void thinking(JsonValue value) {
        thinking = object(Names.THINKING, Parameter.THINKING, value);
    }

    /** Takes the output configuration; the format in it goes to the request at once. */
    void outputConfig(JsonValue value, ChatRequest.Builder builder) {
        config = object(Names.OUTPUT_CONFIG, Parameter.THINKING, value);
        JsonValue format = config.get(FORMAT);
        if (format != null) {
            format(format, FORMAT, builder);
            config = config.without(FORMAT);
        }
    }

    /** Reads a format, whether it stands in its place or, as in the beta, in a member of its own. */
    static void format(JsonValue value, String member, ChatRequest.Builder builder) {
        JsonObject format = object(member, Parameter.RESPONSE_FORMAT, value);
        if (!(format.get("schema") instanceof JsonObject schema) || !"json_schema".equals(format.text(Names.TYPE))) {
            builder.responseFormat(new ResponseFormat.Opaque(Names.DIALECT, RawJson.of(format)));
            return;
        }
        Members extra = BlockReader.others(format, Names.TYPE, "schema");
        if (member.equals(Names.OUTPUT_FORMAT)) {
            extra = extra.with(Names.FORMAT_PLACE, RawJson.of(JsonValue.of(member)));
        }
        builder.responseFormat(new ResponseFormat.JsonSchema(FORMAT_NAME, null, RawJson.of(schema), null, extra));
    }

    /** Puts what was read into the request. */
    void finish(ChatRequest.Builder builder) {
        JsonObject rest = thinking;
        String type = thinking.text(Names.TYPE);
        if (type != null) {
            Thinking wish = wish(type, thinking, effort(config));
            if (wish != null) {
                builder.thinking(wish);
                rest = rest.without(Names.TYPE).without(BUDGET);
                config = wish instanceof Thinking.Effort ? config.without(EFFORT) : config;
            }
        }
        Parameter shown = Parameter.THINKING_SUMMARY;
        String display = rest.text(DISPLAY);
        if ("summarized".equals(display) || "omitted".equals(display)) {
            builder.parameter(shown, JsonValue.of("omitted".equals(display) ? "none" : "auto"));
            rest = rest.without(DISPLAY);
        }
        RequestReader.keep(Names.THINKING, rest, builder);
        RequestReader.keep(Names.OUTPUT_CONFIG, config, builder);
    }

    /** The wish that a caller's extra body spells out, or null; members without a type ask for nothing by themselves. */
    static @Nullable Thinking overriding(Members extraBody) {
        RawJson json = extraBody.get(Names.THINKING);
        JsonObject thinking = json == null ? null : json.objectOrNull();
        String type = thinking == null ? null : thinking.text(Names.TYPE);
        if (thinking == null || type == null) {
            return null;
        }
        RawJson config = extraBody.get(Names.OUTPUT_CONFIG);
        JsonObject beside = config == null ? null : config.objectOrNull();
        Thinking wish = wish(type, thinking, beside == null ? null : effort(beside));
        return wish == null ? new Thinking.On() : wish;
    }

    /** Null for a kind of thinking that is newer than this. */
    private static @Nullable Thinking wish(String type, JsonObject thinking, @Nullable String effort) {
        return switch (type) {
            case "disabled" -> new Thinking.Off();
            case "adaptive" -> effort == null ? new Thinking.On() : new Thinking.Effort(effort);
            case "enabled" -> {
                Thinking budget = budget(thinking.get(BUDGET));
                yield budget != null ? budget : effort == null ? new Thinking.On() : new Thinking.Effort(effort);
            }
            default -> null;
        };
    }

    private static @Nullable String effort(JsonObject config) {
        String level = config.text(EFFORT);
        return level == null || level.isBlank() ? null : level;
    }

    private static @Nullable Thinking budget(@Nullable JsonValue value) {
        if (value == null || value instanceof JsonNull) {
            return null;
        }
        Long tokens = value instanceof JsonNumber number ? number.wholeNumber() : null;
        if (tokens == null || tokens < 0 || tokens > Integer.MAX_VALUE) {
            throw BadRequest.of(Parameter.THINKING.label(), "thinking.budget_tokens must be a whole number, 0 or more");
        }
        return tokens == 0 ? new Thinking.Off() : new Thinking.Budget(tokens.intValue());
    }

    private static JsonObject object(String name, Parameter parameter, JsonValue value) {
        if (value instanceof JsonObject object) {
            JsonObject present = object;
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                present = member.getValue() instanceof JsonNull ? present.without(member.getKey()) : present;
            }
            return present;
        }
        throw BadRequest.of(parameter.label(), name + " must be an object");
    }
}
