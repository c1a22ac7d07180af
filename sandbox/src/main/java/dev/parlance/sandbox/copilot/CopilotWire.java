package dev.parlance.sandbox.copilot;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Call;
import dev.parlance.sandbox.host.Digest;
import java.util.ArrayList;
import java.util.List;

/** How Copilot spells an answer: never with an {@code object}, and otherwise as the maker of the model would have it. */
interface CopilotWire {
    /** The time at which all simulated answers were made, in seconds since 1970. */
    long CREATED = 1_785_880_000;

    /** The plain answer. */
    JsonObject plain();

    /** The chunks of a streamed answer. */
    List<JsonObject> chunks();

    /** The wire of the model. */
    static CopilotWire of(CopilotModel model, Reply reply, Digest digest) {
        return switch (model.maker()) {
            case OPENAI -> new GptWire(model, reply, digest);
            case ANTHROPIC -> new ClaudeWire(model, reply, digest);
            case GOOGLE -> new GeminiWire(model, reply, digest);
        };
    }

    /** A whole call. */
    static JsonObject call(Call call) {
        return object(
                member("function", object(member("arguments", call.arguments()), member("name", call.name()))),
                member("id", call.id()),
                member("type", "function"));
    }

    /** All calls, whole. */
    static JsonArray calls(Reply reply) {
        List<JsonValue> calls = new ArrayList<>();
        reply.calls().forEach(call -> calls.add(call(call)));
        return new JsonArray(calls);
    }

    /** A choice with a delta, before its finish reason is known. */
    static JsonObject choice(JsonObject delta) {
        return object(member("index", 0), member("delta", delta));
    }
}
