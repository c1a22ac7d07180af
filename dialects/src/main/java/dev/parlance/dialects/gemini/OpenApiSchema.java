package dev.parlance.dialects.gemini;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The dialect's own schemas, a piece of OpenAPI 3.0, as JSON Schema, which all other dialects want. Source: Google, API reference, Schema:
 * types in capitals, {@code nullable}, long numbers in strings.
 */
final class OpenApiSchema {
    private static final List<String> NUMBERED_TYPES =
            List.of("", "string", "number", "integer", "boolean", "array", "object", "null");
    private static final Set<String> LONG_NUMBERS =
            Set.of("minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties");
    /** Keywords that JSON Schema does not have and that ask for nothing. */
    private static final Set<String> UNKNOWN = Set.of("propertyOrdering", "example");

    private static final JsonObject NULL_TYPE = JsonValue.object("type", JsonValue.of("null"));

    private OpenApiSchema() {}

    static JsonValue toJsonSchema(JsonValue schema) {
        return schema instanceof JsonObject object ? converted(Names.camel(object)) : schema;
    }

    private static JsonObject converted(JsonObject schema) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        schema.members().forEach((keyword, value) -> {
            if (!UNKNOWN.contains(keyword) && !keyword.equals("nullable")) {
                members.put(renamed(keyword), keyword(keyword, value));
            }
        });
        if (members.get("type") instanceof JsonString(String type) && type.isEmpty()) {
            members.remove("type");
        }
        if (members.get("format") instanceof JsonString(String format) && format.equals("enum")) {
            members.remove("format");
        }
        boolean nullable = schema.get("nullable") instanceof JsonBoolean(boolean value) && value;
        return new JsonObject(nullable ? orNull(members) : members);
    }

    private static String renamed(String keyword) {
        return switch (keyword) {
            case "ref" -> "$ref";
            case "defs" -> "$defs";
            default -> keyword;
        };
    }

    private static JsonValue keyword(String keyword, JsonValue value) {
        return switch (keyword) {
            case "type" -> type(value);
            case "properties", "defs", "$defs" -> each(value);
            case "items", "additionalProperties" -> toJsonSchema(value);
            case "anyOf", "oneOf", "allOf", "prefixItems" ->
                value instanceof JsonArray(List<JsonValue> branches)
                        ? new JsonArray(branches.stream()
                                .map(OpenApiSchema::toJsonSchema)
                                .toList())
                        : value;
            default -> LONG_NUMBERS.contains(keyword) ? Numbers.unquoted(value) : value;
        };
    }

    private static JsonValue type(JsonValue type) {
        return switch (type) {
            case JsonString(String word) when word.equals("TYPE_UNSPECIFIED") -> JsonValue.of("");
            case JsonString(String word) -> JsonValue.of(word.toLowerCase(Locale.ROOT));
            case JsonNumber number -> {
                Long place = number.wholeNumber();
                yield place != null && place >= 0 && place < NUMBERED_TYPES.size()
                        ? JsonValue.of(NUMBERED_TYPES.get(place.intValue()))
                        : number;
            }
            case JsonArray(List<JsonValue> types) ->
                new JsonArray(types.stream().map(OpenApiSchema::type).toList());
            default -> type;
        };
    }

    /** Names of properties are nobody's keywords. */
    private static JsonValue each(JsonValue value) {
        if (!(value instanceof JsonObject named)) {
            return value;
        }
        Map<String, JsonValue> changed = new LinkedHashMap<>();
        named.members().forEach((name, schema) -> changed.put(name, toJsonSchema(schema)));
        return new JsonObject(changed);
    }

    private static Map<String, JsonValue> orNull(Map<String, JsonValue> members) {
        if (members.get("type") instanceof JsonString type && !type.text().equals("null")) {
            members.put("type", JsonValue.array(type, JsonValue.of("null")));
        }
        if (members.get("enum") instanceof JsonArray(List<JsonValue> values)) {
            members.put("enum", with(values, JsonValue.JsonNull.NULL));
        }
        if (members.get("anyOf") instanceof JsonArray(List<JsonValue> branches)) {
            members.put("anyOf", with(branches, NULL_TYPE));
        }
        return members;
    }

    private static JsonArray with(List<JsonValue> values, JsonValue more) {
        if (values.contains(more)) {
            return new JsonArray(values);
        }
        List<JsonValue> all = new ArrayList<>(values);
        all.add(more);
        return new JsonArray(all);
    }
}
