package dev.parlance.sandbox.minimax;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Piece;
import dev.parlance.sandbox.minimax.MiniMaxModel.ThoughtPlace;
import java.util.ArrayList;
import java.util.List;

/**
 * The streams of MiniMax, as recorded (agentjido/req_llm): either the finish reason stands twice, the second time beside the usage; or calls
 * come whole with the finish reason, and the usage in a chunk without choices. None ends with a marker.
 */
final class MiniMaxChunks {
    private final MiniMaxWire wire;
    private final Reply reply;
    private final boolean growing;
    private final boolean counted;
    private final StringBuilder thought = new StringBuilder();
    private final StringBuilder text = new StringBuilder();

    /**
     * @param growing whether a split stream repeats what it said before each new part
     * @param counted whether usage was asked for
     */
    MiniMaxChunks(MiniMaxWire wire, boolean growing, boolean counted) {
        this.wire = wire;
        this.reply = wire.reply();
        this.growing = growing && wire.place() == ThoughtPlace.DETAILS;
        this.counted = counted;
    }

    List<JsonObject> usual() {
        List<JsonObject> chunks = new ArrayList<>();
        for (Piece piece : reply.pieces()) {
            chunks.add(delta(
                    switch (piece) {
                        case Piece.Reasoning(String part) -> wire.withThought(content(""), grown(thought, part));
                        case Piece.Text(String part) -> content(grown(text, part));
                        case Piece.CallStart(int index, String id, String name) ->
                            call(object(
                                    member("id", id),
                                    member("type", "function"),
                                    member("function", object(member("name", name), member("arguments", ""))),
                                    member("index", index)));
                        case Piece.CallArguments(int index, String part) ->
                            call(object(member("function", object("arguments", part)), member("index", index)));
                    }));
        }
        JsonObject last = wire.chunk(array(finished(content(""))));
        chunks.add(last);
        if (counted) {
            chunks.add(last.with("usage", wire.usage()));
        }
        return chunks;
    }

    List<JsonObject> flagged() {
        JsonObject named =
                object(member("role", "assistant"), member("name", "MiniMax AI"), member("audio_content", ""));
        List<JsonObject> chunks = new ArrayList<>();
        for (Piece piece : reply.pieces()) {
            switch (piece) {
                case Piece.Reasoning(String part) -> chunks.add(delta(wire.withThought(named, part)));
                case Piece.Text(String part) -> chunks.add(delta(named.with("content", JsonValue.of(part))));
                case Piece.CallStart start -> {}
                case Piece.CallArguments arguments -> {}
            }
        }
        chunks.add(wire.chunk(array(finished(
                reply.calls().isEmpty()
                        ? named.with("content", JsonValue.of(""))
                        : named.with("tool_calls", wire.calls())))));
        if (counted) {
            chunks.add(wire.chunk(array()).with("usage", wire.usage()).with("base_resp", MiniMaxErrors.base(0, "")));
        }
        return chunks;
    }

    private String grown(StringBuilder before, String part) {
        before.append(part);
        return growing ? before.toString() : part;
    }

    private JsonObject delta(JsonObject delta) {
        return wire.chunk(array(object(member("index", 0), member("delta", delta))));
    }

    private JsonObject finished(JsonObject delta) {
        return object(member("finish_reason", reply.finish().word()), member("index", 0), member("delta", delta));
    }

    private static JsonObject content(String text) {
        return object(member("content", text), member("role", "assistant"));
    }

    private static JsonObject call(JsonObject call) {
        return object(member("role", "assistant"), member("tool_calls", array(call)));
    }
}
