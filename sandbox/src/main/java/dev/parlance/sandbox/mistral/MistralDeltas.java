package dev.parlance.sandbox.mistral;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Call;
import dev.parlance.sandbox.chat.Reply.Piece;
import java.util.ArrayList;
import java.util.List;

/** The deltas of a stream; the last one is to carry the finish reason. */
final class MistralDeltas {
    private MistralDeltas() {}

    /** As recorded (crmne/ruby_llm, hybrid reasoning): thoughts in arrays, the first text after them too, calls in one delta. */
    static List<JsonObject> of(Reply reply) {
        List<JsonObject> deltas = new ArrayList<>();
        deltas.add(object(member("role", "assistant"), member("content", "")));
        boolean thinking = false;
        for (Piece piece : reply.pieces()) {
            switch (piece) {
                case Piece.Reasoning(String text) -> {
                    deltas.add(object("content", array(MistralWire.thinking(text, thinking))));
                    thinking = true;
                }
                case Piece.Text(String text) -> {
                    deltas.add(
                            thinking
                                    ? object("content", array(object(member("type", "text"), member("text", text))))
                                    : object("content", text));
                    thinking = false;
                }
                case Piece.CallStart start -> {}
                case Piece.CallArguments arguments -> {}
            }
        }
        List<JsonValue> calls = new ArrayList<>();
        for (Call call : reply.calls()) {
            calls.add(MistralWire.call(call, calls.size()));
        }
        if (!calls.isEmpty()) {
            deltas.add(object("tool_calls", new JsonArray(calls)));
        }
        return deltas;
    }

    /**
     * As recorded of a guest's model (vercel/ai, packages/mistral, incremental tool call): no role, an index in every delta, and an empty
     * name in every fragment of a call.
     */
    static List<JsonObject> ofGuest(Reply reply) {
        List<JsonObject> deltas = new ArrayList<>();
        for (Piece piece : reply.pieces()) {
            switch (piece) {
                case Piece.Reasoning reasoning -> {}
                case Piece.Text(String text) -> deltas.add(guest(text));
                case Piece.CallStart(int index, String id, String name) ->
                    deltas.add(guest("").with("tool_calls", array(MistralWire.call(new Call(id, name, ""), index))));
                case Piece.CallArguments(int index, String text) ->
                    deltas.add(guest("")
                            .with(
                                    "tool_calls",
                                    array(MistralWire.call(new Call("", "", text), index)
                                            .without("id"))));
            }
        }
        deltas.add(guest(""));
        return deltas;
    }

    private static JsonObject guest(String content) {
        return object(member("index", 0), member("content", content));
    }
}
