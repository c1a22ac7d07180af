package dev.parlance.cli.json;

import dev.parlance.cli.models.ModelRow;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.List;

/** Models that can be asked for, as JSON. */
public final class ModelRowShape {
    private ModelRowShape() {}

    /** {@code {"models": [{"id", "provider", "alias-of", "deployment", "window", "max-output", "input", "thinks", "origins", "retired"}]}}. */
    public static JsonObject all(List<ModelRow> rows) {
        return JsonValue.object(
                "models", new JsonArray(rows.stream().map(ModelRowShape::of).toList()));
    }

    private static JsonValue of(ModelRow row) {
        return new ObjectShape()
                .put("id", row.id())
                .put("provider", row.provider())
                .put("alias-of", row.aliasOf())
                .put("deployment", row.deployment())
                .put("window", row.window())
                .put("max-output", row.maxOutput())
                .put("input", row.inputs().isEmpty() ? null : JsonValue.strings(row.inputs()))
                .put("thinks", row.thinking())
                .put(
                        "origins",
                        JsonValue.strings(row.origins().stream()
                                .map(ModelRow.Origin::label)
                                .toList()))
                .put("retired", JsonValue.of(row.retired()))
                .object();
    }
}
