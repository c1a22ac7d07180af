package dev.parlance.sandbox.qiniu;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Takes a member out of the calls of an answer. */
final class Omission {
    private Omission() {}

    /** The answer, or the chunk of one, whose calls lack that member. */
    static JsonObject of(String name, JsonObject answer) {
        if (name.isEmpty()) {
            return answer;
        }
        List<JsonValue> choices = new ArrayList<>();
        for (JsonValue choice : answer.elements("choices")) {
            choices.add(choice instanceof JsonObject object ? choice(name, object) : choice);
        }
        return answer.with("choices", new JsonArray(choices));
    }

    private static JsonObject choice(String name, JsonObject choice) {
        for (String place : List.of("message", "delta")) {
            JsonObject said = choice.object(place);
            if (said != null && !said.elements("tool_calls").isEmpty()) {
                List<JsonValue> calls = new ArrayList<>();
                for (JsonValue call : said.elements("tool_calls")) {
                    calls.add(call instanceof JsonObject object ? object.without(name) : call);
                }
                return choice.with(place, said.with("tool_calls", new JsonArray(calls)));
            }
        }
        return choice;
    }
}
