package dev.parlance.cli.json;

import dev.parlance.conformance.Cell;
import dev.parlance.conformance.Outcome;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** The result of a conformance run as JSON. */
public final class CellShape {
    private CellShape() {}

    /** {@code {"base-url", "cells": [{"model", "inbound", "feature", "result", "detail"}]}}. */
    public static JsonObject all(URI baseUrl, List<Cell> cells) {
        return new ObjectShape()
                .put("base-url", baseUrl.toString())
                .put("cells", new JsonArray(cells.stream().map(CellShape::of).toList()))
                .object();
    }

    private static JsonValue of(Cell cell) {
        String detail = cell.outcome().detail();
        return new ObjectShape()
                .put("model", cell.model())
                .put("inbound", cell.inbound())
                .put("feature", cell.feature().label())
                .put("result", result(cell.outcome()))
                .put("detail", detail.isEmpty() ? null : detail)
                .object();
    }

    private static String result(Outcome outcome) {
        return outcome instanceof Outcome.Skipped
                ? "skipped"
                : outcome.word().toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
