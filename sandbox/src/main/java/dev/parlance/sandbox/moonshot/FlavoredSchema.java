package dev.parlance.sandbox.moonshot;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The vendor's narrow flavour of JSON Schema, after the rules of its validator and the messages that users met: a type everywhere, nothing
 * beside {@code anyOf} and {@code $ref}, definitions only at the root.
 */
final class FlavoredSchema {
    private static final Set<String> BESIDE_ANY_OF = Set.of("anyOf", "description", "title", "$defs", "$id", "$schema");
    private static final Set<String> RESERVED = Set.of("$defs", "$ref", "anyOf", "required", "additionalProperties");
    private static final int MOST_ALTERNATIVES = 10;
    private static final int MOST_PROPERTIES = 100;
    private static final int MOST_ENUM_VALUES = 500;

    private final JsonObject root;
    private final String subject;
    private int properties;
    private int enumValues;

    private FlavoredSchema(JsonObject root, String subject) {
        this.root = root;
        this.subject = subject;
    }

    /**
     * Checks a tool's parameters.
     *
     * @param loose whether the tool asks for no more than valid JSON
     */
    static void checkTool(JsonObject parameters, boolean loose) {
        if (parameters.members().isEmpty()) {
            return;
        }
        boolean union = parameters.get("anyOf") != null || parameters.get("$ref") != null;
        if (!union && !"object".equals(parameters.text("type"))) {
            throw MoonshotErrors.invalid("tools.function.parameters.type is required and must be \"object\"");
        }
        if (!loose) {
            new FlavoredSchema(parameters, "tools.function.parameters").check();
        }
    }

    /** Checks the schema of a structured answer. */
    static void checkFormat(JsonObject schema) {
        if (!schema.members().isEmpty()) {
            new FlavoredSchema(schema, "response_format.json_schema.schema").check();
        }
    }

    private void check() {
        node(root, "root");
        JsonObject definitions = root.object("$defs");
        if (definitions != null) {
            definitions.members().forEach((name, definition) -> node(definition, "$defs." + name));
        }
        if (properties > MOST_PROPERTIES) {
            throw invalid("root", "too many properties, at most " + MOST_PROPERTIES + " are allowed");
        }
        if (enumValues > MOST_ENUM_VALUES) {
            throw invalid("root", "too many enum values, at most " + MOST_ENUM_VALUES + " are allowed");
        }
    }

    private void node(@Nullable JsonValue value, String path) {
        if (!(value instanceof JsonObject schema)) {
            throw invalid(path, "schema must be an object");
        }
        boolean atRoot = schema == root;
        if (!atRoot && (schema.get("$defs") != null || schema.get("$id") != null)) {
            throw invalid(path, "$defs and $id are only allowed at the root");
        }
        if (schema.get("$ref") != null) {
            reference(schema, path);
        } else if (schema.get("anyOf") != null) {
            union(schema, path);
        } else if (schema.get("type") == null) {
            throw invalid(path, "type is not defined");
        } else {
            members(schema, path);
        }
    }

    private void reference(JsonObject schema, String path) {
        String pointer = schema.text("$ref");
        if (pointer == null || !pointer.startsWith("#/$defs/")) {
            throw invalid(below(path, "$ref"), "references must start with #/$defs/");
        }
        JsonObject definitions = root.object("$defs");
        JsonObject target = definitions == null ? null : definitions.object(pointer.substring("#/$defs/".length()));
        if (target == null) {
            throw invalid(below(path, "$ref"), "reference " + pointer + " is not defined");
        }
        if (schema.get("type") != null) {
            throw invalid(
                    path,
                    "when using $ref, type should be defined in the referenced schema instead of the parent schema");
        }
        for (String name : schema.members().keySet()) {
            if (!name.equals("$ref") && target.get(name) != null) {
                throw invalid(path, "conflicting keywords found after $ref expansion: " + name);
            }
        }
    }

    private void union(JsonObject schema, String path) {
        if (schema.get("type") != null) {
            throw invalid(path, "when using anyOf, type should be defined in anyOf items instead of the parent schema");
        }
        for (String name : schema.members().keySet()) {
            if (!BESIDE_ANY_OF.contains(name)) {
                throw invalid(path, "when using anyOf, " + name + " is not allowed in the parent schema");
            }
        }
        List<JsonValue> alternatives = schema.elements("anyOf");
        if (alternatives.isEmpty() || alternatives.size() > MOST_ALTERNATIVES) {
            throw invalid(path, "anyOf must have 1 to " + MOST_ALTERNATIVES + " items");
        }
        for (int index = 0; index < alternatives.size(); index++) {
            node(alternatives.get(index), below(path, "anyOf." + index));
        }
    }

    private void members(JsonObject schema, String path) {
        enumeration(schema, path);
        JsonObject own = schema.object("properties");
        Map<String, JsonValue> named = own == null ? Map.of() : own.members();
        properties += named.size();
        named.forEach((name, property) -> {
            String at = below(path, "properties");
            if (!(property instanceof JsonObject)) {
                throw invalid(at, "property schema for '" + name + "' must be an object");
            }
            if (RESERVED.contains(name)) {
                throw invalid(at, "property name '" + name + "' is reserved");
            }
            node(property, at + "." + name);
        });
        for (JsonValue required : schema.elements("required")) {
            if (required instanceof JsonString(String name) && !named.containsKey(name)) {
                throw invalid(below(path, "required"), "required property '" + name + "' is not defined in properties");
            }
        }
        if (schema.get("items") != null) {
            node(schema.get("items"), below(path, "items"));
        }
        if (schema.get("additionalProperties") instanceof JsonObject more
                && !more.members().isEmpty()) {
            node(more, below(path, "additionalProperties"));
        }
    }

    private void enumeration(JsonObject schema, String path) {
        List<JsonValue> values = schema.elements("enum");
        enumValues += values.size();
        Set<String> types = new HashSet<>();
        for (JsonValue value : values) {
            types.add(typeOf(value));
        }
        if (types.size() > 1) {
            throw invalid(path, "enum values must be of the same type");
        }
        String type = schema.text("type");
        for (String found : types) {
            boolean fits = found.equals(type) || found.equals("integer") && "number".equals(type);
            if (type != null && !fits) {
                throw invalid(path, "enum value does not match type " + type);
            }
        }
    }

    private static String typeOf(JsonValue value) {
        return switch (value) {
            case JsonString string -> "string";
            case JsonNumber number -> isWhole(number.decimal()) ? "integer" : "number";
            case JsonBoolean truth -> "boolean";
            case JsonValue other -> "other";
        };
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    private RuntimeException invalid(String path, String detail) {
        return MoonshotErrors.invalid(subject + " is not a valid moonshot flavored json schema, details: <At path '"
                + path + "': " + detail + ">");
    }

    private static String below(String path, String step) {
        return path.equals("root") ? step : path + "." + step;
    }
}
