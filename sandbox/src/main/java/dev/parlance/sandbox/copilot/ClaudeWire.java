package dev.parlance.sandbox.copilot;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Piece;
import dev.parlance.sandbox.chat.Reply.TokenCount;
import dev.parlance.sandbox.host.Digest;
import java.util.ArrayList;
import java.util.List;

/**
 * Anthropic's models behind Copilot: a call begins with its name alone (recorded: olimorris/codecompanion.nvim, copilot_tools_streaming), and
 * a plain answer puts text and calls into choices of their own (HKUDS/nanobot#1555, ericc-ch/copilot-api#81, karthink/gptel#1336).
 */
final class ClaudeWire implements CopilotWire {
    private final CopilotModel model;
    private final Reply reply;
    private final String id;

    ClaudeWire(CopilotModel model, Reply reply, Digest digest) {
        this.model = model;
        this.reply = reply;
        this.id = digest.uuid("id");
    }

    @Override
    public JsonObject plain() {
        List<JsonValue> choices = new ArrayList<>();
        JsonObject role = object("role", "assistant");
        if (!reply.text().isEmpty() || reply.calls().isEmpty()) {
            choices.add(said(role.with("content", JsonValue.of(reply.text()))));
        }
        if (!reply.calls().isEmpty()) {
            choices.add(said(role.with("tool_calls", CopilotWire.calls(reply))));
        }
        return envelope(new JsonArray(choices)).with("usage", usage());
    }

    @Override
    public List<JsonObject> chunks() {
        List<JsonObject> chunks = new ArrayList<>();
        for (Piece piece : reply.pieces()) {
            switch (piece) {
                case Piece.Reasoning hidden -> {}
                case Piece.Text(String text) ->
                    chunks.add(delta(object(member("content", text), member("role", "assistant"))));
                case Piece.CallStart(int index, String callId, String name) -> {
                    chunks.add(call(object(
                            member("function", object("name", name)),
                            member("id", callId),
                            member("index", index),
                            member("type", "function"))));
                    chunks.add(arguments(index, ""));
                }
                case Piece.CallArguments(int index, String text) -> chunks.add(arguments(index, text));
            }
        }
        chunks.add(envelope(array(object(
                        member("finish_reason", reply.finish().word()),
                        member("index", 0),
                        member("delta", object("content", null)))))
                .with("usage", usage()));
        return chunks;
    }

    private JsonObject said(JsonObject message) {
        return object(member("finish_reason", reply.finish().word()), member("message", message));
    }

    private JsonObject arguments(int index, String text) {
        return call(object(
                member("function", object("arguments", text)), member("index", index), member("type", "function")));
    }

    private JsonObject call(JsonObject call) {
        return delta(object(member("content", JsonNull.NULL), member("tool_calls", array(call))));
    }

    private JsonObject delta(JsonObject delta) {
        return envelope(array(CopilotWire.choice(delta)));
    }

    private JsonObject envelope(JsonArray choices) {
        return object(
                member("choices", choices),
                member("created", CREATED),
                member("id", id),
                member("model", model.snapshot()));
    }

    private JsonObject usage() {
        TokenCount tokens = reply.tokens();
        return object(
                member("completion_tokens", tokens.completion()),
                member("prompt_tokens", tokens.prompt()),
                member("prompt_tokens_details", object("cached_tokens", tokens.cached())),
                member("total_tokens", tokens.total()));
    }
}
