package dev.parlance.configuration;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;

/** Holds a text against our schema, as an editor does; knows the words of JSON Schema that we use and refuses others. */
final class SchemaCheck {
    private static final List<String> WORDS = List.of(
            "$ref",
            "description",
            "type",
            "enum",
            "const",
            "pattern",
            "minimum",
            "maximum",
            "items",
            "anyOf",
            "properties",
            "additionalProperties");

    private final JsonObject definitions;

    private SchemaCheck(JsonObject definitions) {
        this.definitions = definitions;
    }

    static List<String> complaints(String toml) {
        JsonObject schema = ConfigurationSchema.document();
        JsonObject definitions = schema.object("$defs");
        if (definitions == null) {
            throw new AssertionError("The schema has no definitions");
        }
        JsonObject root = schema.without("$schema").without("$defs").without("title");
        return new SchemaCheck(definitions)
                .check(root, Json.parse(Toml.parse(toml).toJson()), "");
    }

    private List<String> check(JsonObject schema, JsonValue value, String at) {
        schema.members().keySet().forEach(word -> {
            if (!WORDS.contains(word)) {
                throw new AssertionError("This test does not know the word " + word);
            }
        });
        List<String> complaints = new ArrayList<>();
        String reference = schema.text("$ref");
        if (reference != null) {
            JsonObject target = definitions.object(reference.substring(reference.lastIndexOf('/') + 1));
            complaints.addAll(target == null ? List.of(at + " refers to nothing") : check(target, value, at));
        }
        if (!single(schema, value)) {
            complaints.add(at + " does not fit");
        }
        members(schema, value, at, complaints);
        List<JsonValue> choices = schema.elements("anyOf");
        if (!choices.isEmpty()) {
            List<String> fewest = fewest(choices, value, at);
            complaints.addAll(fewest == null ? List.of() : fewest);
        }
        return complaints;
    }

    private @Nullable List<String> fewest(List<JsonValue> choices, JsonValue value, String at) {
        List<String> fewest = null;
        for (JsonValue choice : choices) {
            List<String> complaints = check((JsonObject) choice, value, at);
            if (fewest == null || weight(complaints, at) < weight(fewest, at)) {
                fewest = complaints;
            }
        }
        return fewest;
    }

    /** A choice of another type is none. */
    private static int weight(List<String> complaints, String at) {
        return complaints.size() + (complaints.contains(at + " does not fit") ? 1000 : 0);
    }

    private static boolean single(JsonObject schema, JsonValue value) {
        JsonValue type = schema.get("type");
        boolean fits = type == null
                || (type instanceof JsonArray(var types)
                        ? types.stream().anyMatch(one -> is(one, value))
                        : is(type, value));
        List<JsonValue> words = schema.elements("enum");
        JsonValue only = schema.get("const");
        String pattern = schema.text("pattern");
        return fits
                && (words.isEmpty() || words.contains(value))
                && (only == null || only.equals(value))
                && (pattern == null
                        || value instanceof JsonString(String text)
                                && Pattern.compile(pattern).matcher(text).find())
                && (!(schema.get("minimum") instanceof JsonNumber least)
                        || value instanceof JsonNumber number
                                && number.decimal().compareTo(least.decimal()) >= 0)
                && (!(schema.get("maximum") instanceof JsonNumber most)
                        || value instanceof JsonNumber big && big.decimal().compareTo(most.decimal()) <= 0);
    }

    private static boolean is(JsonValue type, JsonValue value) {
        return switch (((JsonString) type).text()) {
            case "object" -> value instanceof JsonObject;
            case "array" -> value instanceof JsonArray;
            case "string" -> value instanceof JsonString;
            case "boolean" -> value instanceof JsonBoolean;
            case "number" -> value instanceof JsonNumber;
            case "integer" -> value instanceof JsonNumber number && number.wholeNumber() != null;
            default -> throw new AssertionError("This test does not know the type " + type);
        };
    }

    private void members(JsonObject schema, JsonValue value, String at, List<String> complaints) {
        JsonObject items = schema.object("items");
        if (value instanceof JsonArray(var elements) && items != null) {
            elements.forEach(element -> complaints.addAll(check(items, element, at + "[]")));
        }
        if (!(value instanceof JsonObject(var members))) {
            return;
        }
        JsonObject properties = schema.object("properties");
        JsonValue others = schema.get("additionalProperties");
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            String below = at + "/" + member.getKey();
            JsonObject own = properties == null ? null : properties.object(member.getKey());
            if (own != null) {
                complaints.addAll(check(own, member.getValue(), below));
            } else if (others instanceof JsonObject each) {
                complaints.addAll(check(each, member.getValue(), below));
            } else if (others != null) {
                complaints.add(below + " is unknown");
            }
        }
    }
}
