package dev.parlance.dialects.gemini;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the {@code generationConfig}. What has no neutral form stays under that name in the extra body. Used once. */
final class GenerationConfigReader {
    /** Clients of this dialect give their schemas no name, and others demand one. */
    private static final String SCHEMA_NAME = "response";

    private static final List<String> MODALITIES = List.of("", "text", "image", "audio");

    private final ChatRequest.Builder builder;
    private final List<Adjustment> adjustments;
    private JsonObject others = JsonObject.EMPTY;
    private @Nullable String mimeType;
    private @Nullable JsonValue ownSchema;
    private @Nullable JsonValue jsonSchema;

    private GenerationConfigReader(ChatRequest.Builder builder, List<Adjustment> adjustments) {
        this.builder = builder;
        this.adjustments = adjustments;
    }

    static void read(JsonValue value, ChatRequest.Builder builder, List<Adjustment> adjustments) {
        if (!(value instanceof JsonObject config)) {
            throw BadRequest.of(Names.GENERATION_CONFIG, "generationConfig must be an object");
        }
        new GenerationConfigReader(builder, adjustments).read(Names.camel(config));
    }

    private void read(JsonObject config) {
        for (Map.Entry<String, JsonValue> member : config.members().entrySet()) {
            if (!(member.getValue() instanceof JsonNull)) {
                member(member.getKey(), member.getValue());
            }
        }
        format();
        if (!others.members().isEmpty()) {
            builder.extra(Names.GENERATION_CONFIG, RawJson.of(others));
        }
    }

    private void member(String name, JsonValue value) {
        switch (name) {
            case "responseMimeType" -> mimeType = text(name, value);
            case Names.RESPONSE_SCHEMA -> ownSchema = value;
            case "responseJsonSchema", "_responseJsonSchema" -> jsonSchema = value;
            case Names.THINKING_CONFIG -> thinking(value);
            default -> {
                Parameter parameter = Names.parameter(name);
                if (parameter == null) {
                    others = others.with(name, value);
                } else {
                    parameter(parameter, name, value);
                }
            }
        }
    }

    private void parameter(Parameter parameter, String name, JsonValue value) {
        JsonValue read = switch (parameter.type()) {
            case NUMBER, INTEGER -> Numbers.unquoted(value);
            case ARRAY -> parameter == Parameter.MODALITIES ? lower(value) : value;
            default -> value;
        };
        if (!parameter.type().accepts(read)) {
            throw BadRequest.of(
                    parameter.label(), name + " must be " + parameter.type().description());
        }
        builder.parameter(parameter, read);
    }

    private static JsonValue lower(JsonValue value) {
        if (!(value instanceof JsonArray(List<JsonValue> words))) {
            return value;
        }
        return new JsonArray(
                words.stream().map(GenerationConfigReader::modality).toList());
    }

    private static JsonValue modality(JsonValue word) {
        return switch (word) {
            case JsonString(String text) -> JsonValue.of(text.toLowerCase(Locale.ROOT));
            case JsonNumber number -> {
                Long place = number.wholeNumber();
                yield place != null && place > 0 && place < MODALITIES.size()
                        ? JsonValue.of(MODALITIES.get(place.intValue()))
                        : number;
            }
            default -> word;
        };
    }

    private void thinking(JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            throw BadRequest.of(Parameter.THINKING.label(), "thinkingConfig must be an object");
        }
        ThinkingConfig config = ThinkingConfig.read(object);
        adjustments.addAll(config.adjustments());
        if (config.wish() != null) {
            builder.thinking(config.wish());
        }
        if (config.shown() != null) {
            builder.parameter(Parameter.THINKING_SUMMARY, JsonValue.of(config.shown() ? "auto" : "none"));
        }
        if (!config.others().isEmpty()) {
            JsonObject unknown = JsonObject.EMPTY;
            for (var member : config.others().byName().entrySet()) {
                unknown = unknown.with(member.getKey(), member.getValue().valueOrText());
            }
            others = others.with(Names.THINKING_CONFIG, unknown);
        }
    }

    private void format() {
        ResponseFormat format = ownSchema == null && jsonSchema == null ? schemaless() : withSchema();
        if (format != null) {
            builder.responseFormat(format);
        }
    }

    private @Nullable ResponseFormat schemaless() {
        return switch (mimeType) {
            case null -> null;
            case "application/json" -> new ResponseFormat.JsonObject();
            case "text/plain" -> new ResponseFormat.Text();
            default -> new ResponseFormat.Opaque(Names.DIALECT, RawJson.of(told()));
        };
    }

    private ResponseFormat withSchema() {
        if (mimeType != null && !mimeType.equals("application/json")) {
            return new ResponseFormat.Opaque(Names.DIALECT, RawJson.of(told()));
        }
        if (ownSchema == null && jsonSchema != null) {
            return schema(jsonSchema, Members.NONE);
        }
        JsonValue own = ownSchema == null ? JsonObject.EMPTY : ownSchema;
        return schema(OpenApiSchema.toJsonSchema(own), Members.of(Names.RESPONSE_SCHEMA, RawJson.of(own)));
    }

    private static ResponseFormat schema(JsonValue schema, Members extra) {
        return new ResponseFormat.JsonSchema(SCHEMA_NAME, null, RawJson.of(schema), null, extra);
    }

    /** The members that speak of the form, as they came. */
    private JsonObject told() {
        JsonObject told = JsonObject.EMPTY;
        told = mimeType == null ? told : told.with("responseMimeType", JsonValue.of(mimeType));
        told = ownSchema == null ? told : told.with(Names.RESPONSE_SCHEMA, ownSchema);
        return jsonSchema == null ? told : told.with("responseJsonSchema", jsonSchema);
    }

    private static String text(String name, JsonValue value) {
        if (value instanceof JsonString(String text)) {
            return text;
        }
        throw BadRequest.of(Parameter.RESPONSE_FORMAT.label(), name + " must be a string");
    }
}
