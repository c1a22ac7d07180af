package dev.parlance.sandbox.gemini;

import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.List;
import java.util.Set;

/** The rest of the configuration: stop sequences, the choice among functions, schemas given in two forms. */
final class ConfigRules {
    private static final int MOST_STOP_SEQUENCES = 5;
    private static final Set<String> NAMING = Set.of("ANY", "VALIDATED");

    private ConfigRules() {}

    static void check(GeminiBody body) {
        if (body.config().elements("stopSequences").size() > MOST_STOP_SEQUENCES) {
            throw Complaint.field(
                    "generation_config.stop_sequences", "the number of stop sequences must not be more than 5.");
        }
        once(body.config(), "responseSchema", "responseJsonSchema", "generation_config");
        List<JsonObject> declarations = body.declarations();
        for (int index = 0; index < declarations.size(); index++) {
            String path = "tools[0].function_declarations[" + index + "]";
            JsonObject declaration = declarations.get(index);
            String name = declaration.text("name");
            if (name == null || name.isEmpty()) {
                throw Complaint.field(path + ".name", "Name cannot be empty.");
            }
            once(declaration, "parameters", "parametersJsonSchema", path);
        }
        if (!body.allowedNames().isEmpty() && !NAMING.contains(body.mode())) {
            throw Complaint.invalid("Allowed function names should only be set when the function calling mode is ANY or"
                    + " VALIDATED.");
        }
    }

    private static void once(JsonObject object, String schema, String jsonSchema, String path) {
        if (object.get(schema) != null && object.get(jsonSchema) != null) {
            throw Complaint.field(
                    path,
                    "only one of " + Shape.underscored(schema) + " and " + Shape.underscored(jsonSchema)
                            + " may be set.");
        }
    }
}
