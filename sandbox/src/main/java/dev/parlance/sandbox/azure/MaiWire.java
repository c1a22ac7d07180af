package dev.parlance.sandbox.azure;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Call;
import dev.parlance.sandbox.chat.Reply.Finish;
import dev.parlance.sandbox.chat.Reply.Piece;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.openai.OpenAiDeltas;
import java.util.ArrayList;
import java.util.List;

/**
 * How MAI spells an answer: explicit nulls, the finish and the usage on the last chunk of all, {@code stop} even behind calls, reasoning sealed
 * when the request asks for it.
 */
final class MaiWire {
    private static final long CREATED = 1_785_880_000;

    private final ChatBody body;
    private final Reply reply;
    private final Digest digest;

    MaiWire(ChatBody body, Reply reply, Digest digest) {
        this.body = body;
        this.reply = reply;
        this.digest = digest;
    }

    JsonObject plain() {
        JsonObject message = object(
                member("role", "assistant"),
                member("content", reply.text()),
                member("tool_calls", calls()),
                member("reasoning", reasoning()),
                member("annotations", null));
        return envelope("chat.completion", object(member("index", 0), member("message", message)))
                .with("usage", OpenAiDeltas.usage(reply.tokens(), 1));
    }

    List<JsonObject> chunks() {
        List<JsonObject> chunks = new ArrayList<>();
        chunks.add(chunk("", JsonNull.NULL, JsonNull.NULL, false));
        for (Piece piece : reply.pieces()) {
            if (piece instanceof Piece.Text(String text)) {
                chunks.add(chunk(text, JsonNull.NULL, JsonNull.NULL, false));
            }
        }
        chunks.add(chunk("", calls(), reasoning(), true).with("usage", OpenAiDeltas.usage(reply.tokens(), 1)));
        return chunks;
    }

    private JsonObject chunk(String text, JsonValue calls, JsonValue reasoning, boolean last) {
        JsonObject delta = object(
                member("role", "assistant"),
                member("content", text),
                member("tool_calls", calls),
                member("reasoning", reasoning),
                member("annotations", null));
        JsonObject choice = object(member("index", 0), member("delta", delta));
        return envelope("chat.completion.chunk", last ? choice : choice.with("finish_reason", JsonNull.NULL));
    }

    private JsonObject envelope(String kind, JsonObject choice) {
        String finish = reply.finish() == Finish.LENGTH ? "length" : "stop";
        return object(
                member("id", "mai-api-" + digest.uuid("id")),
                member("object", kind),
                member("created", CREATED),
                member("model", MaiChat.MODEL),
                member(
                        "choices",
                        array(
                                choice.get("finish_reason") == null
                                        ? choice.with("finish_reason", JsonValue.of(finish))
                                        : choice)));
    }

    private JsonValue calls() {
        List<JsonValue> calls = new ArrayList<>();
        for (Call call : reply.calls()) {
            calls.add(object(
                    member("id", call.id()),
                    member("index", calls.size()),
                    member("type", "function"),
                    member("function", object(member("name", call.name()), member("arguments", call.arguments())))));
        }
        return calls.isEmpty() ? JsonNull.NULL : new JsonArray(calls);
    }

    private JsonValue reasoning() {
        boolean asked =
                body.value("reasoning_display") instanceof JsonString(String display) && display.equals("encrypted");
        return asked ? MaiReasoning.of(reply, digest) : JsonNull.NULL;
    }
}
