package dev.parlance.cli.json;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import java.util.List;

/** How adjustments are written: {@code sent} stands only where something is sent, {@code asked} only where something was asked. */
public final class AdjustmentShape {
    private AdjustmentShape() {}

    /** The adjustments in their order. */
    public static JsonArray of(List<Adjustment> adjustments) {
        return new JsonArray(adjustments.stream().map(AdjustmentShape::one).toList());
    }

    private static JsonValue one(Adjustment adjustment) {
        return new ObjectShape()
                .put("parameter", adjustment.parameter())
                .put("kind", adjustment.kind().label())
                .put("asked", adjustment.asked())
                .put("sent", adjustment.sent())
                .put("rule", adjustment.rule())
                .put("reason", adjustment.reason())
                .put("evidence", adjustment.evidence())
                .object();
    }
}
