package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.AdjustmentLog;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings tool and answer schemas into the flavour of JSON Schema that Moonshot's validator takes, so that schemas of ordinary generators do
 * not end in {@code tools.function.parameters is not a valid moonshot flavored json schema}. Sources: MoonshotAI/walle, mfjs-spec.md, for
 * the rules; kimi-code's {@code kimi-schema.ts} and vercel/ai's {@code normalize-json-schema-for-mfjs.ts} for what clients must repair. A
 * schema that needs nothing keeps its bytes.
 */
final class MoonshotSchemas {
    private static final JsonObject NO_PARAMETERS =
            JsonValue.object("type", JsonValue.of("object"), "properties", JsonObject.EMPTY);

    private final Conversation conversation;

    private MoonshotSchemas(Conversation conversation) {
        this.conversation = conversation;
    }

    static Conversation normalize(Conversation conversation) {
        MoonshotSchemas schemas = new MoonshotSchemas(conversation);
        return schemas.withTools(schemas.withFormat());
    }

    /** The error of a schema that cannot be repaired. */
    static ParlanceException refused(String message, String advice) {
        return AdjustmentLog.refused("tools", message, advice);
    }

    private Conversation withTools(Conversation base) {
        List<Tool> tools = new ArrayList<>();
        boolean same = true;
        for (Tool tool : conversation.request().tools()) {
            Tool sent = tool instanceof Tool.Function function ? withSchema(function) : tool;
            same &= sent == tool;
            tools.add(sent);
        }
        return same ? base : base.with(base.request().toBuilder().tools(tools).build());
    }

    private Tool withSchema(Tool.Function function) {
        if (BuiltinFunctions.isBuiltin(conversation, function.name())) {
            return function;
        }
        RawJson given = function.parameters();
        String subject = "The parameters of tool \"" + function.name() + "\"";
        JsonObject before = given == null ? null : object(given, subject);
        JsonObject after = before == null ? NO_PARAMETERS : ofTool(before, subject);
        if (after.equals(before)) {
            return function;
        }
        report(
                "tools",
                before,
                after,
                subject + " were brought into the flavour of JSON Schema that the host's validator takes.");
        return function.withParameters(RawJson.of(after));
    }

    private Conversation withFormat() {
        if (!(conversation.settlement().responseFormat() instanceof ResponseFormat.JsonSchema format)) {
            return conversation;
        }
        RawJson given = format.schema();
        String subject = "The schema \"" + format.name() + "\" of the response format";
        if (given == null) {
            return conversation;
        }
        JsonObject before = object(given, subject);
        // With this member kimi-k2.5 answers worse (recorded by vercel/ai).
        SchemaGrowth growth = new SchemaGrowth();
        JsonObject schema = SchemaReferences.writeOut(before.without("$schema"), growth);
        JsonObject after = SchemaReferences.withoutUnused(flavored(schema, subject, growth, true));
        if (after.equals(before)) {
            return conversation;
        }
        report(
                "response-format",
                before,
                after,
                subject + " was brought into the flavour of JSON Schema that the host's validator takes.");
        return conversation.with(conversation.settlement().withResponseFormat(format.withSchema(RawJson.of(after))));
    }

    private static JsonObject object(RawJson schema, String subject) {
        JsonValue value;
        try {
            value = schema.value();
        } catch (MalformedJson notJson) {
            throw refused(subject + " are not JSON: " + notJson.getMessage(), "Give a JSON Schema.");
        }
        if (value instanceof JsonObject object) {
            return object;
        }
        throw notAnObject(subject);
    }

    private static JsonObject ofTool(JsonObject given, String subject) {
        SchemaGrowth growth = new SchemaGrowth();
        JsonObject schema = SchemaReferences.writeOut(given, growth);
        if (schema.members().isEmpty()) {
            return NO_PARAMETERS;
        }
        JsonValue type = schema.get("type");
        if (type == null && schema.get("anyOf") == null && schema.get("$ref") == null) {
            String byKeywords = SchemaKeywords.typeByKeywords(schema);
            boolean values = schema.get("enum") != null || schema.get("const") != null;
            if (values || byKeywords != null && !byKeywords.equals("object")) {
                throw notAnObject(subject);
            }
            schema = schema.with("type", JsonValue.of("object"));
        } else if (type != null && !(type instanceof JsonString(String word) && word.equals("object"))) {
            throw notAnObject(subject);
        }
        return SchemaReferences.withoutUnused(flavored(schema, subject, growth, true));
    }

    /** One subschema after another, outer ones first: what moves inwards is then treated where it arrives. */
    private static JsonObject flavored(JsonObject schema, String subject, SchemaGrowth growth, boolean root) {
        JsonObject repaired = SchemaUnions.cleared(withPrefixItems(schema), growth);
        JsonObject typed = root ? repaired : SchemaTypes.completed(repaired, subject);
        return SchemaKeywords.mapSubschemas(
                typed,
                (place, subschema) ->
                        // Free values are the one thing that the validator takes without a type.
                        place.equals("additionalProperties")
                                        && subschema.members().isEmpty()
                                ? subschema
                                : flavored(subschema, subject + (root ? ": " : ".") + place, growth, false));
    }

    /** Tuples in the older form. */
    private static JsonObject withPrefixItems(JsonObject schema) {
        if (!(schema.get("items") instanceof JsonArray(List<JsonValue> tuple))) {
            return schema;
        }
        List<JsonValue> all = new ArrayList<>(schema.elements("prefixItems"));
        all.addAll(tuple);
        return schema.without("items").with("prefixItems", new JsonArray(all));
    }

    private static ParlanceException notAnObject(String subject) {
        return refused(
                subject + " must be a JSON Schema whose root has \"type\": \"object\"",
                "Put what it describes under a property: {\"type\":\"object\",\"properties\":{\"value\":...}}.");
    }

    private void report(String parameter, @Nullable JsonValue asked, JsonValue sent, String reason) {
        conversation
                .log()
                .add(Adjustment.of(
                                parameter,
                                Adjustment.Kind.REPAIRED,
                                asked,
                                sent,
                                conversation.profile().source("transforms/" + Transform.MOONSHOT_TOOL_SCHEMA.label()))
                        .because(reason));
    }
}
