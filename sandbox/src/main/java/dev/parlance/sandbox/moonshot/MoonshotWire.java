package dev.parlance.sandbox.moonshot;

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
import dev.parlance.sandbox.chat.TokenLogprobs;
import dev.parlance.sandbox.host.Digest;
import java.util.ArrayList;
import java.util.List;

/**
 * How the vendor spells an answer: reasoning before content, usage inside the finishing choice of a stream, and once more in a chunk of its
 * own when the client asked for it.
 */
final class MoonshotWire {
    private static final long CREATED = 1_785_880_000;

    private final ChatBody body;
    private final Reply reply;
    private final boolean thinks;
    private final String id;

    MoonshotWire(ChatBody body, Reply reply, boolean thinks, Digest digest) {
        this.body = body;
        this.reply = reply;
        this.thinks = thinks;
        this.id = "chatcmpl-" + digest.hex("id", 24);
    }

    JsonObject plain() {
        JsonObject message = object(member("role", "assistant"), member("content", reply.text()));
        if (thinks) {
            message = message.with("reasoning_content", JsonValue.of(reply.reasoning()));
        }
        if (!reply.calls().isEmpty()) {
            message = message.with("tool_calls", calls());
        }
        List<JsonValue> choices = new ArrayList<>();
        for (int index = 0; index < body.choices(); index++) {
            JsonObject choice = object(
                    member("index", index),
                    member("message", message),
                    member("finish_reason", reply.finish().word()));
            choices.add(
                    TokenLogprobs.asked(body)
                            ? choice.with("logprobs", object("content", TokenLogprobs.of(List.of(reply.text()), body)))
                            : choice);
        }
        return object(
                member("id", id),
                member("object", "chat.completion"),
                member("created", CREATED),
                member("model", body.model()),
                member("choices", new JsonArray(choices)),
                member("usage", usage()));
    }

    List<JsonObject> chunks() {
        List<JsonObject> chunks = new ArrayList<>();
        for (int index = 0; index < body.choices(); index++) {
            chunks.add(delta(index, object(member("role", "assistant"), member("content", ""))));
            if (thinks) {
                chunks.add(delta(index, reasoning("")));
            }
            for (Piece piece : reply.pieces()) {
                chunks.add(delta(index, delta(piece)));
            }
            chunks.add(chunk(array(object(
                    member("index", index),
                    member("delta", JsonObject.EMPTY),
                    member("finish_reason", reply.finish().word()),
                    member("usage", usage())))));
        }
        if (body.includeUsage()) {
            chunks.add(chunk(array()).with("usage", usage()));
        }
        return chunks;
    }

    private JsonObject delta(Piece piece) {
        return switch (piece) {
            case Piece.Reasoning(String text) -> reasoning(text);
            case Piece.Text(String text) ->
                thinks ? object(member("content", text), member("reasoning_content", null)) : object("content", text);
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

    private static JsonObject reasoning(String text) {
        return object(member("content", null), member("reasoning_content", text));
    }

    private JsonObject delta(int index, JsonObject delta) {
        return chunk(array(object(member("index", index), member("delta", delta), member("finish_reason", null))));
    }

    private JsonObject chunk(JsonArray choices) {
        JsonObject chunk = object(
                member("id", id),
                member("object", "chat.completion.chunk"),
                member("created", CREATED),
                member("model", body.model()),
                member("choices", choices),
                member("system_fingerprint", "fpv0_10a6da87"));
        return body.includeUsage() ? chunk.with("usage", JsonNull.NULL) : chunk;
    }

    private JsonArray calls() {
        List<JsonValue> calls = new ArrayList<>();
        List<Call> made = reply.calls();
        for (int index = 0; index < made.size(); index++) {
            Call call = made.get(index);
            calls.add(object(
                    member("index", index),
                    member("id", call.id()),
                    member("type", "function"),
                    member("function", object(member("name", call.name()), member("arguments", call.arguments())))));
        }
        return new JsonArray(calls);
    }

    private JsonObject usage() {
        TokenCount tokens = reply.tokens();
        long output = tokens.completion() * body.choices();
        JsonObject usage = object(
                member("prompt_tokens", tokens.prompt()),
                member("completion_tokens", output),
                member("total_tokens", tokens.prompt() + output));
        if (tokens.cached() > 0) {
            usage = usage.with("cached_tokens", JsonValue.of(tokens.cached()));
        }
        return thinks ? usage.with("completion_tokens_details", object("reasoning_tokens", tokens.reasoning())) : usage;
    }
}
