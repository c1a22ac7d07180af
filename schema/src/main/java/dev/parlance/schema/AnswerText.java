package dev.parlance.schema;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.MalformedJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the JSON in a model's text: the whole text, or what stands in its one Markdown fence. */
final class AnswerText {
    private static final String FENCE = "```";

    private AnswerText() {}

    static Reading<JsonValue> json(String text) {
        try {
            return new Reading.Value<>(Json.parse(text));
        } catch (MalformedJson notBare) {
            String fenced = fenced(text);
            return fenced == null ? malformed(notBare) : unfenced(fenced);
        }
    }

    private static Reading<JsonValue> unfenced(String text) {
        try {
            return new Reading.Value<>(Json.parse(text));
        } catch (MalformedJson notJson) {
            return malformed(notJson);
        }
    }

    private static Reading<JsonValue> malformed(MalformedJson fault) {
        return new Reading.Errors<>(List.of(new ReadingError(Place.ROOT, String.valueOf(fault.getMessage()))));
    }

    /** What stands between the line of the first fence and the last fence, or null. */
    private static @Nullable String fenced(String text) {
        int opening = text.indexOf(FENCE);
        int start = opening < 0 ? -1 : text.indexOf('\n', opening);
        int end = text.lastIndexOf(FENCE);
        return start < 0 || end <= start ? null : text.substring(start + 1, end);
    }
}
