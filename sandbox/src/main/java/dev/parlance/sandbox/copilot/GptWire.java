package dev.parlance.sandbox.copilot;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Piece;
import dev.parlance.sandbox.chat.Reply.TokenCount;
import dev.parlance.sandbox.host.Digest;
import java.util.ArrayList;
import java.util.List;

/**
 * OpenAI's models behind Copilot, as recorded (0xPlaygrounds/rig): the notes of a content filter, a first chunk without choices, padding, and
 * the price beside the usage.
 */
final class GptWire implements CopilotWire {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456";

    private final CopilotModel model;
    private final Reply reply;
    private final Digest digest;

    GptWire(CopilotModel model, Reply reply, Digest digest) {
        this.model = model;
        this.reply = reply;
        this.digest = digest;
    }

    @Override
    public JsonObject plain() {
        JsonObject message = object(
                member("padding", LETTERS.substring(0, digest.number("padding", LETTERS.length()))),
                member("role", "assistant"));
        if (!reply.text().isEmpty() || reply.calls().isEmpty()) {
            message = message.with("content", JsonValue.of(reply.text()));
        }
        if (!reply.calls().isEmpty()) {
            message = message.with("tool_calls", CopilotWire.calls(reply));
        }
        JsonObject choice = object(
                member("content_filter_results", reply.calls().isEmpty() ? safe() : JsonObject.EMPTY),
                member("finish_reason", reply.finish().word()),
                member("index", 0),
                member("message", message));
        return counted(envelope(array(choice)))
                .with("prompt_filter_results", promptFilter())
                .with("service_tier", JsonValue.of("default"));
    }

    @Override
    public List<JsonObject> chunks() {
        List<JsonObject> chunks = new ArrayList<>();
        chunks.add(object(
                member("choices", array()),
                member("created", 0),
                member("id", ""),
                member("model", model.snapshot()),
                member("prompt_filter_results", promptFilter())));
        chunks.add(delta(
                object(
                        member("content", reply.calls().isEmpty() ? JsonValue.of("") : JsonValue.JsonNull.NULL),
                        member("role", "assistant")),
                false));
        for (Piece piece : reply.pieces()) {
            switch (piece) {
                case Piece.Reasoning hidden -> {}
                case Piece.Text(String text) -> chunks.add(delta(object("content", text), true));
                case Piece.CallStart(int index, String id, String name) ->
                    chunks.add(call(object(
                            member("function", object(member("arguments", ""), member("name", name))),
                            member("id", id),
                            member("index", index),
                            member("type", "function"))));
                case Piece.CallArguments(int index, String text) ->
                    chunks.add(call(object(member("function", object("arguments", text)), member("index", index))));
            }
        }
        JsonObject end = filtered(object("content", null), false)
                .with("finish_reason", JsonValue.of(reply.finish().word()));
        chunks.add(counted(envelope(array(end)).with("created", JsonValue.of(CREATED))));
        return chunks;
    }

    private JsonObject call(JsonObject call) {
        return delta(object(member("content", null), member("tool_calls", array(call))), false);
    }

    private JsonObject delta(JsonObject delta, boolean judged) {
        return envelope(array(filtered(delta, judged))).with("created", JsonValue.of(CREATED));
    }

    private static JsonObject filtered(JsonObject delta, boolean judged) {
        return object(
                member("content_filter_results", judged ? safe() : JsonObject.EMPTY),
                member("delta", delta),
                member("index", 0));
    }

    private JsonObject envelope(JsonArray choices) {
        return object(
                member("choices", choices),
                member("id", "chatcmpl-" + digest.letters("id", 29)),
                member("model", model.snapshot()),
                member("system_fingerprint", "fp_4fa7959453"));
    }

    private JsonObject counted(JsonObject answer) {
        TokenCount tokens = reply.tokens();
        return answer.with("copilot_usage", Price.of(tokens))
                .with(
                        "usage",
                        object(
                                member("completion_tokens", tokens.completion()),
                                member(
                                        "completion_tokens_details",
                                        object(
                                                member("accepted_prediction_tokens", 0),
                                                member("rejected_prediction_tokens", 0))),
                                member("prompt_tokens", tokens.prompt()),
                                member("prompt_tokens_details", object("cached_tokens", tokens.cached())),
                                member("reasoning_tokens", tokens.reasoning()),
                                member("total_tokens", tokens.total())));
    }

    private static JsonArray promptFilter() {
        return array(object(member("content_filter_results", safe()), member("prompt_index", 0)));
    }

    private static JsonObject safe() {
        JsonObject verdict = object(member("filtered", false), member("severity", "safe"));
        return object(
                member("hate", verdict),
                member("self_harm", verdict),
                member("sexual", verdict),
                member("violence", verdict));
    }
}
