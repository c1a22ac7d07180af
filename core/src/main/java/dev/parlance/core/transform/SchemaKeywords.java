package dev.parlance.core.transform;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The keywords of JSON Schema: where subschemas stand, and which keywords belong to which type. Only these places are looked into, so that a
 * property called {@code type} or a default value that looks like a schema is left alone.
 */
final class SchemaKeywords {
    /** Keywords that say what a schema is by way of other schemas; beside them a missing type is no fault. */
    static final Set<String> COMBINING = Set.of("$ref", "allOf", "anyOf", "oneOf", "not", "if", "then", "else");

    private static final Set<String> MAPS =
            Set.of("$defs", "definitions", "properties", "patternProperties", "dependentSchemas", "dependencies");
    private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems", "items");
    private static final Set<String> SINGLES = Set.of(
            "items",
            "additionalItems",
            "additionalProperties",
            "contains",
            "contentSchema",
            "else",
            "if",
            "not",
            "propertyNames",
            "then",
            "unevaluatedItems",
            "unevaluatedProperties");

    /** Keywords by the type they speak of, in the order in which a type is inferred from them. */
    private static final Map<String, Set<String>> BY_TYPE = new LinkedHashMap<>();

    static {
        BY_TYPE.put(
                "object",
                Set.of(
                        "properties",
                        "patternProperties",
                        "additionalProperties",
                        "unevaluatedProperties",
                        "propertyNames",
                        "required",
                        "minProperties",
                        "maxProperties",
                        "dependencies",
                        "dependentRequired",
                        "dependentSchemas"));
        BY_TYPE.put(
                "array",
                Set.of(
                        "items",
                        "prefixItems",
                        "additionalItems",
                        "unevaluatedItems",
                        "contains",
                        "minContains",
                        "maxContains",
                        "minItems",
                        "maxItems",
                        "uniqueItems"));
        BY_TYPE.put(
                "string",
                Set.of(
                        "pattern",
                        "format",
                        "minLength",
                        "maxLength",
                        "contentEncoding",
                        "contentMediaType",
                        "contentSchema"));
        BY_TYPE.put("number", Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"));
    }

    private SchemaKeywords() {}

    /** What to do with a subschema; the place is {@code items}, {@code properties.city}, {@code anyOf.0}. */
    @FunctionalInterface
    interface Change {
        JsonValue apply(String place, JsonObject subschema);
    }

    /** The schema with each direct subschema changed; the same instance when none was. */
    static JsonObject mapSubschemas(JsonObject schema, Change change) {
        Map<String, JsonValue> changed = null;
        for (Map.Entry<String, JsonValue> member : schema.members().entrySet()) {
            JsonValue before = member.getValue();
            JsonValue after = mapKeyword(member.getKey(), before, change);
            if (after != before) {
                changed = changed == null ? new LinkedHashMap<>(schema.members()) : changed;
                changed.put(member.getKey(), after);
            }
        }
        return changed == null ? schema : new JsonObject(changed);
    }

    /** Visits the schema and all schemas in it. */
    static void forEach(JsonObject schema, Consumer<JsonObject> visitor) {
        visitor.accept(schema);
        mapSubschemas(schema, (place, subschema) -> {
            forEach(subschema, visitor);
            return subschema;
        });
    }

    /** The type that the keywords speak of, or null when none of them belongs to a type. */
    static @Nullable String typeByKeywords(JsonObject schema) {
        for (Map.Entry<String, Set<String>> type : BY_TYPE.entrySet()) {
            if (schema.members().keySet().stream().anyMatch(type.getValue()::contains)) {
                return type.getKey();
            }
        }
        return null;
    }

    /** Whether the keyword means something beside that type. */
    static boolean fits(String keyword, String type) {
        String family = type.equals("integer") ? "number" : type;
        return BY_TYPE.entrySet().stream()
                .allMatch(entry ->
                        entry.getKey().equals(family) || !entry.getValue().contains(keyword));
    }

    private static JsonValue mapKeyword(String keyword, JsonValue value, Change change) {
        return switch (value) {
            case JsonObject map when MAPS.contains(keyword) -> mapNamed(keyword, map, change);
            case JsonObject single when SINGLES.contains(keyword) -> change.apply(keyword, single);
            case JsonArray list when LISTS.contains(keyword) -> mapListed(keyword, list, change);
            case JsonValue other -> other;
        };
    }

    private static JsonObject mapNamed(String keyword, JsonObject map, Change change) {
        Map<String, JsonValue> changed = null;
        for (Map.Entry<String, JsonValue> member : map.members().entrySet()) {
            if (member.getValue() instanceof JsonObject subschema) {
                JsonValue after = change.apply(keyword + "." + member.getKey(), subschema);
                if (after != member.getValue()) {
                    changed = changed == null ? new LinkedHashMap<>(map.members()) : changed;
                    changed.put(member.getKey(), after);
                }
            }
        }
        return changed == null ? map : new JsonObject(changed);
    }

    private static JsonArray mapListed(String keyword, JsonArray list, Change change) {
        List<JsonValue> changed = null;
        for (int index = 0; index < list.elements().size(); index++) {
            if (list.elements().get(index) instanceof JsonObject subschema) {
                JsonValue after = change.apply(keyword + "." + index, subschema);
                if (after != list.elements().get(index)) {
                    changed = changed == null ? new ArrayList<>(list.elements()) : changed;
                    changed.set(index, after);
                }
            }
        }
        return changed == null ? list : new JsonArray(changed);
    }
}
