package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of schemas that an answer or arguments must fit exactly what Anthropic's grammar does not know, and says it in words beside them:
 * the host refuses the request because of one. Source: Anthropic, structured outputs guide (2026), JSON Schema limitations; the form of the
 * words is that of anthropics/anthropic-sdk-typescript, transform-json-schema (2026).
 */
final class StrictSchemas {
    private static final Set<String> UNKNOWN = Set.of(
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "maxItems",
            "uniqueItems",
            "minContains",
            "maxContains",
            "minProperties",
            "maxProperties");
    private static final Set<String> FORMATS =
            Set.of("date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid");

    private final Conversation conversation;

    private StrictSchemas(Conversation conversation) {
        this.conversation = conversation;
    }

    static Conversation loosen(Conversation conversation) {
        StrictSchemas schemas = new StrictSchemas(conversation);
        return schemas.withTools(schemas.withFormat());
    }

    private Conversation withFormat() {
        if (!(conversation.settlement().responseFormat() instanceof ResponseFormat.JsonSchema format)) {
            return conversation;
        }
        RawJson loosened = loosened(format.schema(), Parameter.RESPONSE_FORMAT.label());
        return loosened == null
                ? conversation
                : conversation.with(conversation.settlement().withResponseFormat(format.withSchema(loosened)));
    }

    private Conversation withTools(Conversation base) {
        List<Tool> tools = new ArrayList<>();
        boolean same = true;
        for (Tool tool : conversation.request().tools()) {
            RawJson loosened = tool instanceof Tool.Function function && Boolean.TRUE.equals(function.strict())
                    ? loosened(function.parameters(), "tools")
                    : null;
            same &= loosened == null;
            tools.add(
                    loosened != null && tool instanceof Tool.Function function
                            ? function.withParameters(loosened)
                            : tool);
        }
        return same ? base : base.with(base.request().toBuilder().tools(tools).build());
    }

    private @Nullable RawJson loosened(@Nullable RawJson given, String parameter) {
        JsonObject before = given == null ? null : given.objectOrNull();
        if (before == null) {
            return null;
        }
        JsonObject after = loosened(before);
        if (after.equals(before)) {
            return null;
        }
        conversation
                .log()
                .add(
                        Adjustment.of(
                                        parameter,
                                        Adjustment.Kind.REPAIRED,
                                        before,
                                        after,
                                        conversation
                                                .profile()
                                                .source("transforms/" + Transform.CLAUDE_STRICT_SCHEMA.label()))
                                .because(
                                        "The host's grammar does not know these words of JSON Schema; they stand in descriptions now."));
        return RawJson.of(after);
    }

    private static JsonObject loosened(JsonObject schema) {
        JsonObject changed = closed(withAnyOf(inWords(schema)));
        return SchemaKeywords.mapSubschemas(
                changed, (place, subschema) -> place.equals("additionalProperties") ? subschema : loosened(subschema));
    }

    private static JsonObject inWords(JsonObject schema) {
        List<String> words = new ArrayList<>();
        JsonObject changed = schema;
        for (Map.Entry<String, JsonValue> member : schema.members().entrySet()) {
            if (isUnknown(member.getKey(), member.getValue())) {
                words.add(member.getKey() + ": " + Json.text(member.getValue()));
                changed = changed.without(member.getKey());
            }
        }
        if (words.isEmpty()) {
            return schema;
        }
        String description = schema.text("description");
        String told = "{" + String.join(", ", words) + "}";
        return changed.with("description", JsonValue.of(description == null ? told : description + "\n\n" + told));
    }

    private static boolean isUnknown(String keyword, JsonValue value) {
        return switch (keyword) {
            case "format" -> value instanceof JsonString(String format) && !FORMATS.contains(format);
            case "minItems" -> !value.equals(JsonValue.of(0)) && !value.equals(JsonValue.of(1));
            default -> UNKNOWN.contains(keyword);
        };
    }

    private static JsonObject withAnyOf(JsonObject schema) {
        JsonValue choices = schema.get("oneOf");
        return choices == null || schema.get("anyOf") != null
                ? schema
                : schema.without("oneOf").with("anyOf", choices);
    }

    /** Objects without further properties are the only ones that the grammar can write. */
    private static JsonObject closed(JsonObject schema) {
        boolean object = "object".equals(schema.text("type")) || schema.get("properties") != null;
        return object ? schema.with("additionalProperties", JsonValue.of(false)) : schema;
    }
}
