package dev.parlance.cli.run;

import dev.parlance.agent.AgentOutcome;
import dev.parlance.cli.json.AdjustmentShape;
import dev.parlance.cli.json.ErrorShape;
import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code run --json} prints. A contract like that of {@code ask}: what there is not is absent, never null. */
public final class RunShape {
    private RunShape() {}

    /**
     * One run.
     *
     * @param model what was asked, as {@code provider/model}
     * @param simulated whether the sandbox answered
     * @param error why there is no answer, or null
     */
    public static JsonObject of(
            String model,
            boolean simulated,
            AgentOutcome outcome,
            RunRecord tools,
            List<Adjustment> adjustments,
            @Nullable ParlanceException error) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("model", JsonValue.of(model));
        if (simulated) {
            members.put("sandbox", JsonValue.of(true));
        }
        if (outcome instanceof AgentOutcome.Finished finished
                && !finished.answer().text().isEmpty()) {
            members.put("answer", JsonValue.of(finished.answer().text()));
        }
        members.put("stop", JsonValue.of(stop(outcome)));
        members.put("steps", JsonValue.of(outcome.spent().steps()));
        Usage usage = outcome.spent().usage();
        if (usage != null) {
            members.put("usage", usage(usage));
        }
        members.put("milliseconds", JsonValue.of(outcome.spent().time().toMillis()));
        members.put("tool-calls", tools.calls());
        members.put("adjustments", AdjustmentShape.of(adjustments));
        if (error != null) {
            members.putAll(ErrorShape.refused(error).members());
        }
        return new JsonObject(members);
    }

    private static String stop(AgentOutcome outcome) {
        return switch (outcome) {
            case AgentOutcome.Finished finished -> {
                var stop = finished.answer().stop();
                yield stop == null ? "stop" : stop.kind().label();
            }
            case AgentOutcome.BudgetReached reached -> reached.which().name().toLowerCase(Locale.ROOT);
            case AgentOutcome.Cancelled cancelled -> "cancelled";
            case AgentOutcome.Failed failed -> "failed";
        };
    }

    private static JsonObject usage(Usage usage) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        put(members, "input", usage.input());
        put(members, "input-cache-read", usage.inputCacheRead());
        put(members, "input-cache-write", usage.inputCacheWrite());
        put(members, "output", usage.output());
        put(members, "output-reasoning", usage.outputReasoning());
        return new JsonObject(members);
    }

    private static void put(Map<String, JsonValue> members, String name, @Nullable Long number) {
        if (number != null) {
            members.put(name, JsonValue.of(number));
        }
    }
}
