package dev.parlance.sandbox.gemini;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Call;
import dev.parlance.sandbox.chat.Reply.Finish;
import dev.parlance.sandbox.chat.Reply.Piece;
import dev.parlance.sandbox.host.Digest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model says, in parts.
 *
 * @param includesThoughts whether thoughts are given out; they are counted either way
 */
record Candidate(Reply reply, GeminiModel model, boolean includesThoughts, Digest digest) {

    /** Whether the answer carries signatures: always from the third generation on, of 2.5 when it thought (recorded). */
    boolean signed() {
        return model.signs() || reply.tokens().reasoning() > 0;
    }

    String nonce() {
        return digest.hex("thought", 16);
    }

    String finishReason() {
        return switch (reply.finish()) {
            case STOP, TOOL_CALLS -> "STOP";
            case LENGTH -> "MAX_TOKENS";
            case CONTENT_FILTER -> "SAFETY";
        };
    }

    boolean calls() {
        return reply.finish() == Finish.TOOL_CALLS;
    }

    /** The pieces of a kind, as text. */
    List<String> pieces(boolean thoughts) {
        List<String> pieces = new ArrayList<>();
        for (Piece piece : reply.pieces()) {
            switch (piece) {
                case Piece.Reasoning(String text) -> {
                    if (thoughts) {
                        pieces.add(text);
                    }
                }
                case Piece.Text(String text) -> {
                    if (!thoughts) {
                        pieces.add(text);
                    }
                }
                case Piece.CallStart start -> {}
                case Piece.CallArguments arguments -> {}
            }
        }
        return pieces;
    }

    static JsonObject thought(String text) {
        return object(member("text", text), member("thought", true));
    }

    /** A part of text, signed if wanted. */
    JsonObject text(String text, boolean sign) {
        JsonObject part = object("text", text);
        return sign ? part.with("thoughtSignature", JsonValue.of(ThoughtSeal.ofText(model, nonce()))) : part;
    }

    /** The calls, the first of them signed. Calls that the budget cut short are left out. */
    List<JsonObject> callParts() {
        List<JsonObject> parts = new ArrayList<>();
        for (Call call : reply.calls()) {
            JsonObject arguments = arguments(call.arguments());
            if (arguments == null) {
                continue;
            }
            JsonObject function = object(member("name", call.name()), member("args", arguments));
            function = model.namesCalls() ? function.with("id", JsonValue.of(call.id())) : function;
            JsonObject part = object("functionCall", function);
            parts.add(
                    parts.isEmpty() && signed()
                            ? part.with(
                                    "thoughtSignature", JsonValue.of(ThoughtSeal.ofCall(model, nonce(), call.name())))
                            : part);
        }
        return parts;
    }

    private static @Nullable JsonObject arguments(String text) {
        try {
            return Json.parse(text) instanceof JsonObject object ? object : null;
        } catch (MalformedJson cutShort) {
            return null;
        }
    }
}
