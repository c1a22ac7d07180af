package dev.parlance.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A judge of strict schemas, written from OpenAI's guide to Structured Outputs (2026) and not from the code that makes them. */
final class StrictSubset {
    private static final Set<String> KEYWORDS = Set.of(
            "$defs",
            "$ref",
            "additionalProperties",
            "anyOf",
            "description",
            "enum",
            "format",
            "items",
            "properties",
            "required",
            "type");
    private static final Set<String> FORMATS =
            Set.of("date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid");

    private final JsonObject root;

    private StrictSubset(JsonObject root) {
        this.root = root;
    }

    static void accepts(JsonObject schema) {
        assertThat(schema.text("type")).as("the root must be an object").isEqualTo("object");
        new StrictSubset(schema).check(schema, "$");
    }

    private void check(JsonObject schema, String place) {
        assertThat(KEYWORDS).as(place).containsAll(schema.members().keySet());
        JsonValue reference = schema.get("$ref");
        if (reference instanceof JsonString(String pointer)) {
            assertThat(schema.members())
                    .as(place + ": $ref cannot have keywords")
                    .hasSize(1);
            JsonObject definitions = root.object("$defs");
            assertThat(definitions).as(place).isNotNull();
            assertThat(definitions.members()).as(place).containsKey(pointer.substring("#/$defs/".length()));
            return;
        }
        assertThat(schema.get("type") != null || schema.get("anyOf") != null)
                .as(place + " has no type")
                .isTrue();
        if (schema.get("format") instanceof JsonString(String format)) {
            assertThat(FORMATS).as(place).contains(format);
        }
        if (schema.get("type") instanceof JsonString(String type) && type.equals("object")) {
            object(schema, place);
        }
        if (schema.get("type") instanceof JsonString(String type) && type.equals("array")) {
            check(present(schema.object("items"), place), place + "[]");
        }
        for (JsonValue alternative : schema.elements("anyOf")) {
            check((JsonObject) alternative, place + "|");
        }
        each(schema.object("$defs"), place + "#");
    }

    private void object(JsonObject schema, String place) {
        assertThat(schema.get("additionalProperties")).as(place).isEqualTo(JsonValue.of(false));
        JsonObject properties = present(schema.object("properties"), place);
        List<String> required = ((JsonArray) present(schema.get("required"), place))
                .elements().stream().map(name -> ((JsonString) name).text()).toList();
        assertThat(required)
                .as(place)
                .containsExactlyElementsOf(properties.members().keySet());
        each(properties, place + ".");
    }

    private void each(@Nullable JsonObject schemas, String place) {
        Map<String, JsonValue> members = schemas == null ? Map.of() : schemas.members();
        members.forEach((name, schema) -> check((JsonObject) schema, place + name));
    }

    private static <T> T present(@Nullable T value, String place) {
        if (value == null) {
            throw new AssertionError(place + " lacks a member");
        }
        return value;
    }
}
