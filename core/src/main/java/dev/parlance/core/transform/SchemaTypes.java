package dev.parlance.core.transform;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The types of a schema's values. Moonshot's validator wants a type on every subschema, and one that fits the listed values. Generators
 * leave it out beside {@code enum}, or write one that contradicts it: Xcode's MCP server types string enums as objects
 * (MoonshotAI/kimi-code issue 302).
 */
final class SchemaTypes {
    private SchemaTypes() {}

    /** The schema with a type: the one it has, that of its values, or that which its keywords speak of. */
    static JsonObject completed(JsonObject schema, String subject) {
        if (schema.members().keySet().stream().anyMatch(SchemaKeywords.COMBINING::contains)) {
            return schema;
        }
        List<JsonValue> values = values(schema);
        String ofValues = values.isEmpty() ? null : ofAll(values);
        JsonValue type = schema.get("type");
        if (type == null) {
            if (!values.isEmpty() && ofValues == null) {
                throw MoonshotSchemas.refused(
                        subject + " lists values of several types and names no type",
                        "Give it a \"type\", or split it into anyOf branches with values of one type each.");
            }
            String byKeywords = SchemaKeywords.typeByKeywords(schema);
            String found = ofValues != null ? ofValues : byKeywords != null ? byKeywords : "string";
            return schema.with("type", new JsonString(found));
        }
        return type instanceof JsonString(String named) && ofValues != null && !agree(named, ofValues)
                ? corrected(schema, ofValues)
                : schema;
    }

    /** Whether values of the one type are values of the other. */
    static boolean agree(String named, String ofValue) {
        return named.equals(ofValue) || named.equals("number") && ofValue.equals("integer");
    }

    /** The type of a value; whole numbers are integers. */
    static String of(JsonValue value) {
        return switch (value) {
            case JsonValue.JsonNull nothing -> "null";
            case JsonValue.JsonBoolean truth -> "boolean";
            case JsonString text -> "string";
            case JsonArray array -> "array";
            case JsonObject object -> "object";
            case JsonValue.JsonNumber number ->
                number.decimal().stripTrailingZeros().scale() <= 0 ? "integer" : "number";
        };
    }

    private static List<JsonValue> values(JsonObject schema) {
        List<JsonValue> listed = schema.elements("enum");
        JsonValue only = schema.get("const");
        return !listed.isEmpty() || only == null ? listed : List.of(only);
    }

    private static @Nullable String ofAll(List<JsonValue> values) {
        Set<String> types = new TreeSet<>();
        for (JsonValue value : values) {
            types.add(of(value));
        }
        if (types.contains("number")) {
            types.remove("integer");
        }
        return types.size() == 1 ? types.iterator().next() : null;
    }

    private static JsonObject corrected(JsonObject schema, String type) {
        Map<String, JsonValue> members = new LinkedHashMap<>(schema.members());
        members.keySet().removeIf(keyword -> !SchemaKeywords.fits(keyword, type));
        members.put("type", new JsonString(type));
        return new JsonObject(members);
    }
}
