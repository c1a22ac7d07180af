package dev.parlance.sandbox.openai;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Call;
import dev.parlance.sandbox.chat.Reply.Piece;
import dev.parlance.sandbox.chat.Reply.TokenCount;
import java.util.ArrayList;
import java.util.List;

/** The parts of an answer that OpenAI and Azure spell alike. Reasoning is counted and never shown. */
public final class OpenAiDeltas {
    private OpenAiDeltas() {}

    /**
     * The deltas of a stream, from the role to the last piece.
     *
     * @param refusal whether the text is a refusal, which has a member of its own
     */
    public static List<JsonObject> of(Reply reply, boolean refusal) {
        List<JsonObject> deltas = new ArrayList<>();
        deltas.add(
                reply.calls().isEmpty()
                        ? object(member("role", "assistant"), member("content", ""), member("refusal", null))
                        : object(member("role", "assistant"), member("content", null)));
        for (Piece piece : reply.pieces()) {
            switch (piece) {
                case Piece.Reasoning hidden -> {}
                case Piece.Text(String text) -> deltas.add(object(refusal ? "refusal" : "content", text));
                case Piece.CallStart(int index, String id, String name) ->
                    deltas.add(calls(object(
                            member("index", index),
                            member("id", id),
                            member("type", "function"),
                            member("function", object(member("name", name), member("arguments", ""))))));
                case Piece.CallArguments(int index, String text) ->
                    deltas.add(calls(object(member("index", index), member("function", object("arguments", text)))));
            }
        }
        return deltas;
    }

    /**
     * The message of a plain answer.
     *
     * @param refusal whether the text is a refusal
     */
    public static JsonObject message(Reply reply, boolean refusal) {
        JsonObject message = object("role", "assistant");
        if (refusal) {
            return message.with("content", JsonNull.NULL)
                    .with("refusal", JsonValue.of(reply.text()))
                    .with("annotations", array());
        }
        if (reply.calls().isEmpty()) {
            message = message.with("content", JsonValue.of(reply.text()));
        } else {
            List<JsonValue> calls = new ArrayList<>();
            for (Call call : reply.calls()) {
                calls.add(object(
                        member("id", call.id()),
                        member("type", "function"),
                        member(
                                "function",
                                object(member("name", call.name()), member("arguments", call.arguments())))));
            }
            message = message.with("content", JsonNull.NULL).with("tool_calls", new JsonArray(calls));
        }
        return message.with("refusal", JsonNull.NULL).with("annotations", array());
    }

    /** The usage with its details. */
    public static JsonObject usage(TokenCount tokens, int choices) {
        long output = tokens.completion() * choices;
        return object(
                member("prompt_tokens", tokens.prompt()),
                member("completion_tokens", output),
                member("total_tokens", tokens.prompt() + output),
                member(
                        "prompt_tokens_details",
                        object(member("cached_tokens", tokens.cached()), member("audio_tokens", 0))),
                member(
                        "completion_tokens_details",
                        object(
                                member("reasoning_tokens", tokens.reasoning() * choices),
                                member("audio_tokens", 0),
                                member("accepted_prediction_tokens", 0),
                                member("rejected_prediction_tokens", 0))));
    }

    private static JsonObject calls(JsonObject call) {
        return object("tool_calls", array(call));
    }
}
