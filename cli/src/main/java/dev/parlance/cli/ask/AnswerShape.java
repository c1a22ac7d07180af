package dev.parlance.cli.ask;

import dev.parlance.cli.json.AdjustmentShape;
import dev.parlance.cli.json.ErrorShape;
import dev.parlance.cli.json.ResponseShape;
import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ask --json} prints: {@code {"model", "sandbox", "answer", "value", "stop", "usage", "adjustments", "error"}}. A contract like
 * those of {@code explain} and {@code decode}: what there is not is absent, never null.
 */
public final class AnswerShape {
    private AnswerShape() {}

    /**
     * One answer, or why there is none.
     *
     * @param model what was asked, as {@code provider/model}
     * @param simulated whether the sandbox answered
     * @param response what came, whole or not, or null for nothing
     * @param value the answer as JSON where JSON was asked for
     * @param error in the shape of {@code explain}
     */
    public static JsonObject of(
            String model,
            boolean simulated,
            @Nullable ChatResponse response,
            @Nullable JsonValue value,
            List<Adjustment> adjustments,
            @Nullable ParlanceException error) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("model", JsonValue.of(model));
        if (simulated) {
            members.put("sandbox", JsonValue.of(true));
        }
        if (response != null) {
            answer(response, members);
        }
        if (value != null) {
            members.put("value", value);
        }
        members.put("adjustments", AdjustmentShape.of(adjustments));
        if (error != null) {
            members.putAll(ErrorShape.refused(error).members());
        }
        return new JsonObject(members);
    }

    private static void answer(ChatResponse response, Map<String, JsonValue> members) {
        String text = response.text();
        if (!text.isEmpty()) {
            members.put("answer", JsonValue.of(text));
        }
        JsonObject whole = ResponseShape.of(response);
        for (String name : List.of("stop", "usage")) {
            JsonObject part = whole.object(name);
            if (part != null) {
                members.put(name, part);
            }
        }
    }
}
