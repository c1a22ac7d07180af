package dev.parlance.sandbox.compatible;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Call;
import dev.parlance.sandbox.compatible.Spelling.Trait;
import java.util.ArrayList;
import java.util.List;

/** The message of a plain answer and the calls in it. */
final class Messages {
    private Messages() {}

    static JsonObject of(Reply reply, Spelling spelling) {
        JsonObject message = object(member("role", "assistant"), member("content", content(reply, spelling)));
        if (!reply.reasoning().isEmpty()) {
            message = message.with(spelling.reasoning().member(), JsonValue.of(reply.reasoning()));
        }
        if (!reply.calls().isEmpty()) {
            return message.with("tool_calls", calls(reply, spelling));
        }
        return spelling.has(Trait.EMPTY_CALL_LIST) ? message.with("tool_calls", array()) : message;
    }

    /** A call as a plain answer and an unfragmented stream write it. */
    static JsonObject call(Call call) {
        return object(
                member("id", call.id()),
                member("type", "function"),
                member("function", object(member("name", call.name()), member("arguments", call.arguments()))));
    }

    private static JsonValue content(Reply reply, Spelling spelling) {
        boolean silent =
                reply.text().isEmpty() && !reply.calls().isEmpty() && !spelling.has(Trait.EMPTY_CONTENT_BESIDE_CALLS);
        return silent ? JsonNull.NULL : JsonValue.of(reply.text());
    }

    private static JsonArray calls(Reply reply, Spelling spelling) {
        List<JsonValue> calls = new ArrayList<>();
        for (Call call : reply.calls()) {
            JsonObject written = call(call);
            calls.add(spelling.has(Trait.INDEXED_CALLS) ? written.with("index", JsonValue.of(calls.size())) : written);
        }
        return new JsonArray(calls);
    }
}
