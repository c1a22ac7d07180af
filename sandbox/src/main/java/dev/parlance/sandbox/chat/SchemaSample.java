package dev.parlance.sandbox.chat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes up a value that fits a JSON schema: what a model would write into a call or a structured answer. Words are chosen to be harmless,
 * because real agents drive the sandbox and may run what it asks for.
 */
final class SchemaSample {
    private static final int DEEPEST = 8;
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("city", "Zürich"),
            Map.entry("location", "Zürich"),
            Map.entry("country", "Schweiz"),
            Map.entry("command", "echo sandbox"),
            Map.entry("cmd", "echo sandbox"),
            Map.entry("path", "sandbox.txt"),
            Map.entry("file_path", "sandbox.txt"),
            Map.entry("filepath", "sandbox.txt"),
            Map.entry("filename", "sandbox.txt"),
            Map.entry("pattern", "sandbox"),
            Map.entry("url", "http://127.0.0.1/"));
    private static final Map<String, String> FORMATS = Map.of(
            "date", "2026-01-31",
            "time", "12:00:00Z",
            "date-time", "2026-01-31T12:00:00Z",
            "email", "sandbox@example.org",
            "uri", "http://127.0.0.1/",
            "uuid", "00000000-0000-4000-8000-000000000000",
            "ipv4", "127.0.0.1");

    private final JsonObject root;

    private SchemaSample(JsonObject root) {
        this.root = root;
    }

    /** A value for the schema. */
    static JsonValue of(JsonObject schema, String name) {
        return new SchemaSample(schema).value(schema, name, 0);
    }

    private JsonValue value(@Nullable JsonValue node, String name, int depth) {
        if (!(node instanceof JsonObject schema) || depth > DEEPEST) {
            return JsonValue.of("sample");
        }
        if (schema.get("$ref") instanceof JsonString(String pointer)) {
            return value(target(pointer), name, depth + 1);
        }
        JsonValue constant = schema.get("const");
        if (constant != null) {
            return constant;
        }
        if (!schema.elements("enum").isEmpty()) {
            return schema.elements("enum").getFirst();
        }
        for (String alternatives : List.of("anyOf", "oneOf")) {
            if (!schema.elements(alternatives).isEmpty()) {
                return value(schema.elements(alternatives).getFirst(), name, depth + 1);
            }
        }
        if (!schema.elements("allOf").isEmpty()) {
            return object(merged(schema), depth);
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "integer" -> number(schema, "2");
            case "number" -> number(schema, "2.5");
            case "boolean" -> JsonValue.of(true);
            case "null" -> JsonNull.NULL;
            default -> JsonValue.of(string(schema, name));
        };
    }

    private static String type(JsonObject schema) {
        if (schema.get("type") instanceof JsonString(String type)) {
            return type;
        }
        for (JsonValue alternative : schema.elements("type")) {
            if (alternative instanceof JsonString(String type) && !type.equals("null")) {
                return type;
            }
        }
        if (schema.object("properties") != null) {
            return "object";
        }
        return schema.object("items") != null ? "array" : "string";
    }

    private JsonObject object(JsonObject schema, int depth) {
        JsonObject properties = schema.object("properties");
        if (properties == null) {
            return JsonObject.EMPTY;
        }
        Set<String> required = new TreeSet<>();
        for (JsonValue member : schema.elements("required")) {
            if (member instanceof JsonString(String name)) {
                required.add(name);
            }
        }
        Map<String, JsonValue> members = new LinkedHashMap<>();
        properties.members().forEach((member, memberSchema) -> {
            if (required.isEmpty() || required.contains(member)) {
                members.put(member, value(memberSchema, member, depth + 1));
            }
        });
        return new JsonObject(members);
    }

    private JsonArray array(JsonObject schema, String name, int depth) {
        long count = Math.clamp(bound(schema, "minItems", 1), 1, 16);
        List<JsonValue> elements = new ArrayList<>();
        List<JsonValue> prefix = schema.elements("prefixItems");
        for (int index = 0; index < Math.max(count, prefix.size()); index++) {
            JsonValue element = index < prefix.size() ? prefix.get(index) : schema.get("items");
            elements.add(value(element, name, depth + 1));
        }
        return new JsonArray(elements);
    }

    private static JsonNumber number(JsonObject schema, String usual) {
        if (schema.get("minimum") instanceof JsonNumber least
                && least.decimal().compareTo(new JsonNumber(usual).decimal()) > 0) {
            return least;
        }
        if (schema.get("maximum") instanceof JsonNumber most
                && most.decimal().compareTo(new JsonNumber(usual).decimal()) < 0) {
            return most;
        }
        return new JsonNumber(usual);
    }

    private static String string(JsonObject schema, String name) {
        String format = schema.text("format");
        if (format != null && FORMATS.containsKey(format)) {
            return FORMATS.getOrDefault(format, "");
        }
        StringBuilder word = new StringBuilder(WORDS.getOrDefault(name.toLowerCase(Locale.ROOT), "sample " + name));
        while (word.length() < Math.min(bound(schema, "minLength", 0), 1000)) {
            word.append('.');
        }
        word.setLength(Math.clamp(bound(schema, "maxLength", word.length()), 0, word.length()));
        return word.toString();
    }

    private static long bound(JsonObject schema, String name, long otherwise) {
        Long bound = schema.get(name) instanceof JsonNumber number ? number.wholeNumber() : null;
        return bound == null ? otherwise : bound;
    }

    private JsonObject merged(JsonObject schema) {
        Map<String, JsonValue> properties = new LinkedHashMap<>();
        List<JsonValue> required = new ArrayList<>(schema.elements("required"));
        List<JsonValue> parts = new ArrayList<>(schema.elements("allOf"));
        parts.add(schema);
        for (JsonValue part : parts) {
            JsonValue resolved =
                    part instanceof JsonObject object && object.get("$ref") instanceof JsonString(String pointer)
                            ? target(pointer)
                            : part;
            if (resolved instanceof JsonObject object) {
                JsonObject own = object.object("properties");
                properties.putAll(own == null ? Map.of() : own.members());
                required.addAll(object.elements("required"));
            }
        }
        return JsonValue.object("properties", new JsonObject(properties), "required", new JsonArray(required));
    }

    private @Nullable JsonValue target(String pointer) {
        JsonValue at = root;
        for (String step : pointer.replaceFirst("^#/?", "").split("/")) {
            if (!step.isEmpty()) {
                at = at instanceof JsonObject object
                        ? object.get(step.replace("~1", "/").replace("~0", "~"))
                        : null;
            }
        }
        return at;
    }
}
