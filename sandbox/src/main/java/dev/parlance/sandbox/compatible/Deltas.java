package dev.parlance.sandbox.compatible;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Call;
import dev.parlance.sandbox.chat.Reply.Piece;
import dev.parlance.sandbox.compatible.Spelling.Trait;
import java.util.ArrayList;
import java.util.List;

/** The deltas of a stream, from the role to the last piece. */
final class Deltas {
    private Deltas() {}

    static List<JsonObject> of(Reply reply, Spelling spelling) {
        List<JsonObject> deltas = new ArrayList<>();
        for (Piece piece : reply.pieces()) {
            switch (piece) {
                case Piece.Reasoning(String text) ->
                    deltas.add(beside(spelling).with(spelling.reasoning().member(), JsonValue.of(text)));
                case Piece.Text(String text) -> deltas.add(object("content", text));
                case Piece.CallStart(int index, String id, String name) -> {
                    if (!spelling.has(Trait.WHOLE_CALLS)) {
                        deltas.add(call(
                                Messages.call(new Call(id, name, "")).with("index", JsonValue.of(index)), spelling));
                    }
                }
                case Piece.CallArguments(int index, String text) -> {
                    if (!spelling.has(Trait.WHOLE_CALLS)) {
                        deltas.add(call(fragment(index, text, spelling), spelling));
                    }
                }
            }
        }
        if (spelling.has(Trait.WHOLE_CALLS)) {
            int index = 0;
            for (Call call : reply.calls()) {
                deltas.add(call(Messages.call(call).with("index", JsonValue.of(index++)), spelling));
            }
        }
        return withRole(deltas, spelling);
    }

    private static List<JsonObject> withRole(List<JsonObject> deltas, Spelling spelling) {
        List<JsonObject> all = new ArrayList<>(deltas);
        if (spelling.has(Trait.ROLE_WITH_FIRST_TOKEN) && !all.isEmpty()) {
            all.set(0, all.getFirst().with("role", JsonValue.of("assistant")));
        } else {
            JsonObject role = object("role", "assistant");
            JsonValue content = spelling.has(Trait.ROLE_WITH_NULL_CONTENT) ? JsonNull.NULL : JsonValue.of("");
            all.addFirst(spelling.has(Trait.ROLE_ALONE) ? role : role.with("content", content));
        }
        return all;
    }

    private static JsonObject fragment(int index, String text, Spelling spelling) {
        JsonObject fragment = object(member("index", index), member("function", object("arguments", text)));
        return spelling.has(Trait.TYPED_FRAGMENTS) ? fragment.with("type", JsonValue.of("function")) : fragment;
    }

    private static JsonObject call(JsonObject call, Spelling spelling) {
        return beside(spelling).with("tool_calls", array(call));
    }

    private static JsonObject beside(Spelling spelling) {
        return spelling.has(Trait.EMPTY_CONTENT_IN_DELTAS) ? object("content", "") : JsonObject.EMPTY;
    }
}
