package dev.parlance.sandbox.responses;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.responses.ResponsesHabits.Habit;
import dev.parlance.sandbox.responses.ResponsesModel.Trait;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reasoning object: which members it has, which models take it, and with which values. */
final class ReasoningRules {
    private static final Set<String> KNOWN = Set.of("effort", "summary", "generate_summary", "mode", "context");

    private final Objections objections;
    private final ResponsesHabits habits;

    ReasoningRules(Objections objections, ResponsesHabits habits) {
        this.objections = objections;
        this.habits = habits;
    }

    /** Refuses what is wrong. */
    void check(ResponsesBody body, ResponsesModel model) {
        JsonValue sent = body.value("reasoning");
        if (sent == null) {
            return;
        }
        if (!(sent instanceof JsonObject reasoning)) {
            throw objections.wrongType("reasoning", "an object", sent);
        }
        if (habits.has(Habit.CLOSED)) {
            for (String name : reasoning.members().keySet()) {
                if (!KNOWN.contains(name)) {
                    throw objections.unknownParameter("reasoning." + name);
                }
            }
        }
        effort(body.value("reasoning", "effort"), model);
        JsonValue summary = body.value("reasoning", "summary");
        boolean without = !model.reasons() || model.has(Trait.NO_SUMMARY);
        if (summary != null && without && habits.has(Habit.CLOSED)) {
            throw objections.unsupportedParameter("reasoning.summary");
        }
        word("reasoning.summary", summary, List.of("concise", "detailed", "auto"));
        word("reasoning.mode", body.value("reasoning", "mode"), List.of("standard", "pro"));
        word("reasoning.context", body.value("reasoning", "context"), List.of("auto", "current_turn", "all_turns"));
    }

    private void effort(@Nullable JsonValue effort, ResponsesModel model) {
        if (effort == null) {
            return;
        }
        if (model.efforts().isEmpty()) {
            if (habits.has(Habit.CLOSED)) {
                throw objections.unsupportedParameter("reasoning.effort");
            }
            return;
        }
        String asked = effort instanceof JsonString(String level) ? level : "that value";
        if (!model.efforts().contains(asked)) {
            throw objections.invalid(
                    "Unsupported value: '" + asked + "' is not supported with the '" + model.id()
                            + "' model. Supported values are: " + Objections.listed(model.efforts()) + ".",
                    "reasoning.effort",
                    "unsupported_value");
        }
    }

    private void word(String param, @Nullable JsonValue sent, List<String> supported) {
        if (sent == null) {
            return;
        }
        if (!(sent instanceof JsonString(String word))) {
            throw objections.wrongType(param, "a string", sent);
        }
        if (!supported.contains(word)) {
            throw objections.wrongValue(param, word, supported);
        }
    }
}
