package dev.parlance.sandbox.openrouter;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.Reply.Piece;
import java.util.ArrayList;
import java.util.List;

/** The deltas of a stream: each repeats the role, and reasoning comes twice, as text and as details. */
final class RouterDeltas {
    private RouterDeltas() {}

    static List<JsonObject> of(Said said) {
        List<JsonObject> deltas = new ArrayList<>();
        boolean thinking = false;
        for (Piece piece : said.reply().pieces()) {
            if (piece instanceof Piece.Reasoning(String text)) {
                if (!said.excluded()) {
                    deltas.add(delta(JsonValue.of(""))
                            .with("reasoning", JsonValue.of(text))
                            .with("reasoning_details", array(said.details().token(text))));
                    thinking = true;
                }
                continue;
            }
            if (thinking) {
                end(said, deltas);
                thinking = false;
            }
            deltas.add(visible(piece));
        }
        if (thinking) {
            end(said, deltas);
        }
        if (!said.refusal().isEmpty()) {
            deltas.add(delta(JsonNull.NULL).with("refusal", JsonValue.of(said.refusal())));
        }
        return deltas;
    }

    private static void end(Said said, List<JsonObject> deltas) {
        for (JsonObject end : said.details().end(said.shownReasoning())) {
            deltas.add(delta(JsonValue.of("")).with("reasoning_details", array(end)));
        }
    }

    private static JsonObject visible(Piece piece) {
        return switch (piece) {
            case Piece.Reasoning(String text) -> throw new IllegalArgumentException("not visible");
            case Piece.Text(String text) -> delta(JsonValue.of(text));
            case Piece.CallStart(int index, String id, String name) ->
                call(object(
                        member("index", index),
                        member("id", id),
                        member("type", "function"),
                        member("function", object(member("name", name), member("arguments", "")))));
            case Piece.CallArguments(int index, String text) ->
                call(object(member("index", index), member("function", object("arguments", text))));
        };
    }

    private static JsonObject call(JsonObject call) {
        return delta(JsonNull.NULL).with("tool_calls", array(call));
    }

    private static JsonObject delta(JsonValue content) {
        return object(member("content", content), member("role", "assistant"));
    }
}
