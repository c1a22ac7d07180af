package dev.parlance.sandbox.local;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Call;
import dev.parlance.sandbox.chat.Reply.Piece;
import dev.parlance.sandbox.chat.Reply.TokenCount;
import dev.parlance.sandbox.host.Digest;
import java.util.ArrayList;
import java.util.List;

/** How a local server spells an answer: the plainest form of the dialect, with reasoning beside content. */
final class LocalWire {
    private static final long CREATED = 1_785_880_000;

    private final ChatBody body;
    private final Reply reply;
    private final String id;

    LocalWire(ChatBody body, Reply reply, Digest digest) {
        this.body = body;
        this.reply = reply;
        this.id = "chatcmpl-" + digest.letters("id", 32);
    }

    JsonObject plain() {
        JsonObject message = object("role", "assistant");
        if (!reply.reasoning().isEmpty()) {
            message = message.with("reasoning_content", JsonValue.of(reply.reasoning()));
        }
        List<JsonValue> calls = new ArrayList<>();
        for (Call call : reply.calls()) {
            calls.add(object(
                    member("type", "function"),
                    member("function", object(member("name", call.name()), member("arguments", call.arguments()))),
                    member("id", call.id())));
        }
        message = message.with("content", calls.isEmpty() ? JsonValue.of(reply.text()) : JsonNull.NULL);
        if (!calls.isEmpty()) {
            message = message.with("tool_calls", new JsonArray(calls));
        }
        List<JsonValue> choices = new ArrayList<>();
        for (int index = 0; index < body.choices(); index++) {
            choices.add(object(
                    member("finish_reason", reply.finish().word()),
                    member("index", index),
                    member("message", message)));
        }
        return object(
                member("choices", new JsonArray(choices)),
                member("created", CREATED),
                member("model", body.model()),
                member("system_fingerprint", "b7010-c27efd2bd"),
                member("object", "chat.completion"),
                member("usage", usage()),
                member("id", id));
    }

    List<JsonObject> chunks() {
        List<JsonObject> chunks = new ArrayList<>();
        for (int index = 0; index < body.choices(); index++) {
            chunks.add(chunk(index, object(member("role", "assistant"), member("content", null)), JsonNull.NULL));
            for (Piece piece : reply.pieces()) {
                chunks.add(chunk(index, delta(piece), JsonNull.NULL));
            }
            chunks.add(
                    chunk(index, JsonObject.EMPTY, JsonValue.of(reply.finish().word())));
        }
        if (body.includeUsage()) {
            chunks.add(envelope(array()).with("usage", usage()));
        }
        return chunks;
    }

    private static JsonObject delta(Piece piece) {
        return switch (piece) {
            case Piece.Reasoning(String text) -> object("reasoning_content", text);
            case Piece.Text(String text) -> object("content", text);
            case Piece.CallStart(int index, String callId, String name) ->
                object(
                        "tool_calls",
                        array(object(
                                member("index", index),
                                member("id", callId),
                                member("type", "function"),
                                member("function", object(member("name", name), member("arguments", ""))))));
            case Piece.CallArguments(int index, String text) ->
                object(
                        "tool_calls",
                        array(object(member("index", index), member("function", object("arguments", text)))));
        };
    }

    private JsonObject chunk(int index, JsonObject delta, JsonValue finish) {
        return envelope(array(object(member("finish_reason", finish), member("index", index), member("delta", delta))));
    }

    private JsonObject envelope(JsonArray choices) {
        return object(
                member("choices", choices),
                member("created", CREATED),
                member("id", id),
                member("model", body.model()),
                member("system_fingerprint", "b7010-c27efd2bd"),
                member("object", "chat.completion.chunk"));
    }

    private JsonObject usage() {
        TokenCount tokens = reply.tokens();
        long output = tokens.completion() * body.choices();
        JsonObject usage = object(
                member("completion_tokens", output),
                member("prompt_tokens", tokens.prompt()),
                member("total_tokens", tokens.prompt() + output));
        return tokens.cached() == 0
                ? usage
                : usage.with("prompt_tokens_details", object("cached_tokens", tokens.cached()));
    }
}
