package dev.parlance.conformance;

import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.List;

/** Answers in a given form. */
final class FormScenarios {
    private static final String QUESTION =
            "What is the capital of Norway? Answer as a JSON object with the member answer.";

    private static final RawJson SCHEMA = RawJson.of(JsonValue.object(
            "type",
            JsonValue.of("object"),
            "properties",
            JsonValue.object("answer", JsonValue.object("type", JsonValue.of("string"))),
            "required",
            JsonValue.strings(List.of("answer")),
            "additionalProperties",
            JsonValue.of(false)));

    private FormScenarios() {}

    static void schema(Dialogue dialogue) {
        Heard heard = dialogue.ask(dialogue.user(QUESTION)
                .responseFormat(new ResponseFormat.JsonSchema("capital", null, SCHEMA, true, Members.NONE)));
        if (object(heard).text("answer") == null) {
            throw Shortfall.absent(
                    "the answer does not fit the schema: " + heard.response().text());
        }
    }

    static void object(Dialogue dialogue) {
        object(dialogue.ask(dialogue.user(QUESTION).responseFormat(new ResponseFormat.JsonObject())));
    }

    private static JsonObject object(Heard heard) {
        String text = heard.speaks().response().text().strip();
        JsonObject object = RawJson.ofText(text).objectOrNull();
        if (object == null) {
            throw Shortfall.absent("the answer is no JSON object: " + text);
        }
        return object;
    }
}
