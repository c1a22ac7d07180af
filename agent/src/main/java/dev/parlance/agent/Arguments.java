package dev.parlance.agent;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import dev.parlance.schema.Reading;
import dev.parlance.schema.SchemaForm;
import dev.parlance.schema.UndescribableType;
import java.util.function.Function;

/** The arguments of tools that were made from Java types. */
final class Arguments {
    private Arguments() {}

    /**
     * Their schema. The strict form comes first, because some hosts hold models to a schema only in it, and some refuse what is not in it; free
     * JSON has no strict form.
     */
    static RawJson schema(Function<SchemaForm, JsonObject> written) {
        JsonObject schema;
        try {
            schema = written.apply(SchemaForm.STRICT);
        } catch (UndescribableType notStrict) {
            schema = written.apply(SchemaForm.PLAIN);
        }
        return RawJson.of(schema);
    }

    /** What to tell a model whose arguments do not fit. */
    static ToolResult misfit(Reading.Errors<?> errors) {
        return ToolResult.failure("The arguments do not fit the tool's schema:\n" + errors.listed()
                + "\nNothing was done. Call the tool again with corrected arguments.");
    }
}
