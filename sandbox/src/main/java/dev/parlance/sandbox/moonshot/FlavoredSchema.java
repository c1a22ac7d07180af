package dev.parlance.sandbox.moonshot;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The vendor's narrow flavour of JSON Schema: a type everywhere and never beside {@code anyOf} or {@code $ref}, definitions only at the
 * root. The rules are those of the vendor's validator (MoonshotAI/walle), the words those that users met. Words that the flavour lacks, such
 * as {@code format} or a default beside {@code anyOf}, are ignored by the real host and so they are here. Where the validator's documentation
 * and its settings name different limits, the wider ones hold.
 */
final class FlavoredSchema {
    private static final Set<String> TYPES =
            Set.of("null", "boolean", "object", "array", "number", "integer", "string");
    private static final Set<String> RESERVED = Set.of("$defs", "$ref", "anyOf", "required", "additionalProperties");
    private static final int MOST_ALTERNATIVES = 100;
    private static final int MOST_PROPERTIES = 1_000;
    private static final int DEEPEST = 10;

    private final JsonObject root;
    private final String subject;
    private int properties;

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
        node(root, "root", 0);
        JsonObject definitions = root.object("$defs");
        if (definitions != null) {
            definitions.members().forEach((name, definition) -> node(definition, "$defs." + name, 0));
        }
    }

    private void node(@Nullable JsonValue value, String path, int depth) {
        if (!(value instanceof JsonObject schema)) {
            throw invalid(path, "schema must be an object");
        }
        if (depth > DEEPEST) {
            throw invalid(path, "schema depth exceeds maximum limit of " + DEEPEST);
        }
        for (String name : List.of("$defs", "$id")) {
            if (schema != root && schema.get(name) != null) {
                throw invalid(path, "keyword " + name + " must be at root level");
            }
        }
        if (schema.get("$ref") != null) {
            reference(schema, path);
        } else if (schema.get("anyOf") != null) {
            union(schema, path, depth);
        } else if (schema.get("type") == null) {
            throw invalid(path, "type is not defined");
        } else {
            EnumRules.check(schema, types(schema, path)).ifPresent(fault -> {
                throw invalid(fault.atNode() ? path : below(path, "enum"), fault.detail());
            });
            members(schema, path, depth);
        }
    }

    private List<String> types(JsonObject schema, String path) {
        List<String> types = new ArrayList<>();
        for (JsonValue type : schema.get("type") instanceof JsonArray(List<JsonValue> several)
                ? several
                : List.of(Objects.requireNonNull(schema.get("type")))) {
            if (!(type instanceof JsonString(String word) && TYPES.contains(word))) {
                throw invalid(path, "invalid type");
            }
            types.add(word);
        }
        return types;
    }

    private void reference(JsonObject schema, String path) {
        String pointer = schema.text("$ref");
        if ("#".equals(pointer)) {
            return;
        }
        if (pointer == null || !pointer.startsWith("#/$defs/")) {
            throw invalid(below(path, "$ref"), "references must start with #/$defs/");
        }
        JsonObject definitions = root.object("$defs");
        JsonObject target = definitions == null ? null : definitions.object(pointer.substring("#/$defs/".length()));
        if (target == null) {
            throw invalid(below(path, "$ref"), "$defs not found for reference: " + pointer);
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

    private void union(JsonObject schema, String path, int depth) {
        if (schema.get("type") != null) {
            throw invalid(path, "when using anyOf, type should be defined in anyOf items instead of the parent schema");
        }
        List<JsonValue> alternatives = schema.elements("anyOf");
        if (alternatives.isEmpty() || alternatives.size() > MOST_ALTERNATIVES) {
            throw invalid(below(path, "anyOf"), "anyOf must have 1-" + MOST_ALTERNATIVES + " items");
        }
        for (int index = 0; index < alternatives.size(); index++) {
            JsonValue alternative = alternatives.get(index);
            node(alternative, below(path, "anyOf{" + index + "}"), depth);
            for (String name : ((JsonObject) alternative).members().keySet()) {
                if (!name.equals("description") && !name.equals("title") && schema.get(name) != null) {
                    throw invalid(path, "conflicting keywords found in anyOf with parent: " + name);
                }
            }
        }
    }

    private void members(JsonObject schema, String path, int depth) {
        JsonObject own = schema.object("properties");
        Map<String, JsonValue> named = own == null ? Map.of() : own.members();
        properties += named.size();
        if (properties > MOST_PROPERTIES) {
            throw invalid(
                    path,
                    "total number of properties keys(" + properties + ") across all objects exceeds maximum limit of "
                            + MOST_PROPERTIES);
        }
        named.forEach((name, property) -> {
            String at = below(path, "properties");
            if (RESERVED.contains(name)) {
                throw invalid(at, "property name '" + name + "' is reserved for JSON Schema keywords");
            }
            if (!(property instanceof JsonObject)) {
                throw invalid(at, "property schema for '" + name + "' must be an object");
            }
            node(property, at + "." + name, depth + 1);
        });
        for (JsonValue required : schema.elements("required")) {
            if (required instanceof JsonString(String name) && !named.containsKey(name)) {
                throw invalid(below(path, "required"), "required property '" + name + "' is not defined in properties");
            }
        }
        JsonValue items = schema.get("items");
        if (items != null && !(items instanceof JsonObject)) {
            throw invalid(below(path, "items"), "items must be an object");
        }
        if (items != null) {
            node(items, below(path, "items"), depth);
        }
        if (schema.get("additionalProperties") instanceof JsonObject more
                && !more.members().isEmpty()) {
            node(more, below(path, "additionalProperties"), depth);
        }
    }

    private RuntimeException invalid(String path, String detail) {
        return MoonshotErrors.invalid(subject + " is not a valid moonshot flavored json schema, details: <At path '"
                + path + "': " + detail + ">");
    }

    private static String below(String path, String step) {
        return path.equals("root") ? step : path + "." + step;
    }
}
