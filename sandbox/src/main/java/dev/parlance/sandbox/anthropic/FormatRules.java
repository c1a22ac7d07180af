package dev.parlance.sandbox.anthropic;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.anthropic.ClaudeModel.Trait;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Structured output: which models have it, and which words of JSON Schema it does not take. */
final class FormatRules {
    private static final Set<String> CONFIG = Set.of("effort", "format", "task_budget");
    private static final Set<String> BOUNDS = Set.of(
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "maxItems",
            "uniqueItems");

    private FormatRules() {}

    static void check(MessagesBody body, ClaudeModel model) {
        JsonObject config = body.members().object("output_config");
        if (config != null) {
            BodyRules.only(config, CONFIG, "output_config");
            format(config.object("format"), "output_config.format", model);
        }
        format(body.members().object("output_format"), "output_format", model);
    }

    /** The schema that the answer must fit, or null. */
    static @Nullable JsonObject schema(MessagesBody body) {
        JsonObject config = body.members().object("output_config");
        JsonObject format = config == null ? null : config.object("format");
        format = format == null ? body.members().object("output_format") : format;
        return format == null ? null : format.object("schema");
    }

    private static void format(@Nullable JsonObject format, String path, ClaudeModel model) {
        if (format == null) {
            return;
        }
        if (!"json_schema".equals(format.text("type"))) {
            throw Complaint.invalid(path + ".type: Input should be 'json_schema'");
        }
        JsonObject schema = format.object("schema");
        if (schema == null) {
            throw Complaint.missing(path + ".schema");
        }
        BodyRules.only(format, Set.of("type", "schema"), path);
        if (!model.has(Trait.STRUCTURED)) {
            throw Complaint.invalid("'" + model.snapshot() + "' does not support output format.");
        }
        bounds(schema, path + ".schema");
    }

    private static void bounds(JsonObject schema, String path) {
        Set<String> refused = new TreeSet<>(schema.members().keySet());
        refused.retainAll(BOUNDS);
        if (!refused.isEmpty()) {
            String type = schema.text("type");
            String found = refused.size() == 1
                    ? "property '" + refused.iterator().next() + "' is"
                    : "properties " + String.join(", ", refused) + " are";
            throw Complaint.invalid(path + ": For '" + type + "' type, " + found + " not supported");
        }
        for (JsonValue member : schema.members().values()) {
            switch (member) {
                case JsonArray(List<JsonValue> elements) -> elements.forEach(element -> inner(element, path));
                default -> inner(member, path);
            }
        }
    }

    /** Below {@code properties} the names are the caller's own, so only objects below them are schemas. */
    private static void inner(JsonValue value, String path) {
        if (!(value instanceof JsonObject object)) {
            return;
        }
        boolean schema = object.get("type") instanceof JsonValue.JsonString
                || object.get("$ref") != null
                || object.get("anyOf") != null
                || object.get("enum") instanceof JsonArray;
        if (schema) {
            bounds(object, path);
        } else {
            object.members().values().forEach(member -> inner(member, path));
        }
    }
}
