package dev.parlance.sandbox.copilot;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Call;
import dev.parlance.sandbox.chat.Reply.Finish;
import dev.parlance.sandbox.chat.Reply.Piece;
import dev.parlance.sandbox.chat.Reply.TokenCount;
import dev.parlance.sandbox.host.Digest;
import java.util.ArrayList;
import java.util.List;

/**
 * Google's models behind Copilot: reasoning as a text of its own, its proof beside the first call, whole calls, a usage of zeros until the
 * end (anomalyco/opencode#4468, #5346).
 */
final class GeminiWire implements CopilotWire {
    private final CopilotModel model;
    private final Reply reply;
    private final String id;

    GeminiWire(CopilotModel model, Reply reply, Digest digest) {
        this.model = model;
        this.reply = reply;
        this.id = digest.letters("id", 23);
    }

    @Override
    public JsonObject plain() {
        JsonObject message = object("role", "assistant");
        if (!reply.text().isEmpty() || reply.calls().isEmpty()) {
            message = message.with("content", JsonValue.of(reply.text()));
        }
        if (!reply.reasoning().isEmpty()) {
            message = message.with("reasoning_text", JsonValue.of(reply.reasoning()));
        }
        if (!reply.calls().isEmpty()) {
            message = proven(message.with("tool_calls", CopilotWire.calls(reply)));
        }
        return envelope(array(object(
                        member("finish_reason", reply.finish().word()),
                        member("index", 0),
                        member("message", message))))
                .with("usage", usage());
    }

    @Override
    public List<JsonObject> chunks() {
        List<JsonObject> deltas = new ArrayList<>();
        JsonObject silent = object(member("content", null), member("role", "assistant"));
        for (Piece piece : reply.pieces()) {
            switch (piece) {
                case Piece.Reasoning(String text) -> deltas.add(silent.with("reasoning_text", JsonValue.of(text)));
                case Piece.Text(String text) -> deltas.add(silent.with("content", JsonValue.of(text)));
                case Piece.CallStart start -> {}
                case Piece.CallArguments arguments -> {}
            }
        }
        List<Call> calls = reply.calls();
        for (int index = 0; index < calls.size(); index++) {
            JsonObject call = CopilotWire.call(calls.get(index)).with("index", JsonValue.of(index));
            JsonObject delta = silent.with("tool_calls", array(call));
            deltas.add(index == 0 ? proven(delta) : delta);
        }
        JsonObject last = reply.finish() == Finish.TOOL_CALLS ? deltas.removeLast() : silent;
        List<JsonObject> chunks = new ArrayList<>();
        for (JsonObject delta : deltas) {
            chunks.add(envelope(array(CopilotWire.choice(delta))).with("usage", usage(new TokenCount(0, 0, 0, 0))));
        }
        JsonObject end = CopilotWire.choice(last)
                .with("finish_reason", JsonValue.of(reply.finish().word()));
        chunks.add(envelope(array(end)).with("usage", usage()));
        return chunks;
    }

    private JsonObject proven(JsonObject object) {
        return reply.reasoning().isEmpty()
                ? object
                : object.with("reasoning_opaque", JsonValue.of(OpaqueReasoning.proof(reply.reasoning())));
    }

    private JsonObject envelope(JsonArray choices) {
        return object(
                member("choices", choices),
                member("created", CREATED),
                member("id", id),
                member("model", model.snapshot()));
    }

    private JsonObject usage() {
        return usage(reply.tokens());
    }

    private static JsonObject usage(TokenCount tokens) {
        return object(
                member("completion_tokens", tokens.completion()),
                member("prompt_tokens", tokens.prompt()),
                member("prompt_tokens_details", object("cached_tokens", tokens.cached())),
                member("total_tokens", tokens.total()),
                member("reasoning_tokens", tokens.reasoning()));
    }
}
