package dev.parlance.sandbox.responses;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.responses.ResponsesHabits.Habit;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The text object: the flat format of structured output, and the verbosity. */
final class TextRules {
    private static final List<String> FORMATS = List.of("json_object", "json_schema", "text");
    private static final Set<String> SCHEMA_MEMBERS = Set.of("type", "name", "schema", "strict", "description");

    private final Objections objections;
    private final ResponsesHabits habits;

    TextRules(Objections objections, ResponsesHabits habits) {
        this.objections = objections;
        this.habits = habits;
    }

    /** Refuses what is wrong. */
    void check(ResponsesBody body, ResponsesModel model) {
        JsonValue sent = body.value("text");
        if (sent == null) {
            return;
        }
        if (!(sent instanceof JsonObject text)) {
            throw objections.wrongType("text", "an object", sent);
        }
        if (habits.has(Habit.CLOSED)) {
            for (String name : text.members().keySet()) {
                if (!name.equals("format") && !name.equals("verbosity")) {
                    throw objections.unknownParameter("text." + name);
                }
            }
        }
        verbosity(body, model);
        JsonObject format = text.object("format");
        if (format != null) {
            format(body, format);
        }
    }

    private void verbosity(ResponsesBody body, ResponsesModel model) {
        if (!(body.value("text", "verbosity") instanceof JsonString(String asked)) || !habits.has(Habit.CLOSED)) {
            return;
        }
        List<String> supported = model.reasons() ? List.of("low", "medium", "high") : List.of("medium");
        if (!supported.contains(asked)) {
            throw objections.invalid(
                    "Unsupported value: '" + asked + "' is not supported with the '" + model.id()
                            + "' model. Supported values are: " + Objections.listed(supported) + ".",
                    "text.verbosity",
                    "unsupported_value");
        }
    }

    private void format(ResponsesBody body, JsonObject format) {
        String type = format.text("type");
        if (type == null) {
            throw objections.missing("text.format.type");
        }
        if (!FORMATS.contains(type)) {
            throw objections.wrongValue("text.format.type", type, FORMATS);
        }
        if (type.equals("json_schema")) {
            if (format.text("name") == null) {
                throw objections.missing("text.format.name");
            }
            if (format.object("schema") == null) {
                throw objections.missing("text.format.schema");
            }
            for (String name : format.members().keySet()) {
                if (habits.has(Habit.CLOSED) && !SCHEMA_MEMBERS.contains(name)) {
                    throw objections.unknownParameter("text.format." + name);
                }
            }
        }
        if (type.equals("json_object") && habits.has(Habit.CLOSED) && !namesJson(body)) {
            throw objections.invalid(
                    "Response input messages must contain the word 'json' in some form to use 'text.format' of type"
                            + " 'json_object'.",
                    "input",
                    null);
        }
    }

    private static boolean namesJson(ResponsesBody body) {
        String instructions = body.members().text("instructions");
        String input = Json.text(new JsonArray(List.copyOf(body.input())));
        return (instructions + input).toLowerCase(Locale.ROOT).contains("json");
    }
}
