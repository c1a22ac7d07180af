package dev.parlance.sandbox.deepseek;

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
 * How DeepSeek spells an answer, as recorded (0xPlaygrounds/rig, pydantic/pydantic-ai, crmne/ruby_llm): a null for the text that a delta
 * does not hold, usage on the finishing chunk whether asked for or not, cache hits and misses beside the usual counts.
 */
final class DeepSeekWire {
    private static final long CREATED = 1_785_880_000;

    private final ChatBody body;
    private final DeepSeekModel model;
    private final Reply reply;
    private final boolean thinks;
    private final String id;

    DeepSeekWire(ChatBody body, DeepSeekModel model, Reply reply, Digest digest) {
        this.body = body;
        this.model = model;
        this.reply = reply;
        this.thinks = model.thinks(body);
        this.id = digest.uuid("id");
    }

    JsonObject plain() {
        JsonObject message = object(member("role", "assistant"), member("content", reply.text()));
        if (thinks) {
            message = message.with("reasoning_content", JsonValue.of(reply.reasoning()));
        }
        if (!reply.calls().isEmpty()) {
            message = message.with("tool_calls", calls());
        }
        return envelope("chat.completion")
                .with(
                        "choices",
                        array(object(
                                member("index", 0),
                                member("message", message),
                                member("logprobs", logprobs(reply.pieces())),
                                member("finish_reason", reply.finish().word()))))
                .with("usage", usage());
    }

    List<JsonObject> chunks() {
        List<JsonObject> chunks = new ArrayList<>();
        JsonObject first = object("role", "assistant");
        chunks.add(chunk(
                thinks
                        ? first.with("content", JsonNull.NULL).with("reasoning_content", JsonValue.of(""))
                        : first.with("content", JsonValue.of("")),
                List.of()));
        for (Piece piece : reply.pieces()) {
            chunks.add(chunk(delta(piece), List.of(piece)));
        }
        JsonObject last = choice(text(""), List.of())
                .with("finish_reason", JsonValue.of(reply.finish().word()));
        chunks.add(
                envelope("chat.completion.chunk").with("choices", array(last)).with("usage", usage()));
        return chunks;
    }

    private JsonObject delta(Piece piece) {
        return switch (piece) {
            case Piece.Reasoning(String text) -> object(member("content", null), member("reasoning_content", text));
            case Piece.Text(String text) -> text(text);
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

    private JsonObject text(String text) {
        return thinks ? object(member("content", text), member("reasoning_content", null)) : object("content", text);
    }

    private JsonObject chunk(JsonObject delta, List<Piece> pieces) {
        return envelope("chat.completion.chunk")
                .with("choices", array(choice(delta, pieces)))
                .with("usage", JsonNull.NULL);
    }

    private JsonObject choice(JsonObject delta, List<Piece> pieces) {
        return object(
                member("index", 0),
                member("delta", delta),
                member("logprobs", logprobs(pieces)),
                member("finish_reason", null));
    }

    /** Those of the reasoning stand beside those of the text, as recorded (0xPlaygrounds/rig, streaming_logprobs_matrix). */
    private JsonValue logprobs(List<Piece> pieces) {
        List<String> texts = new ArrayList<>();
        List<String> thoughts = new ArrayList<>();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Reasoning(String text) -> thoughts.add(text);
                case Piece.Text(String text) -> texts.add(text);
                case Piece.CallStart start -> {}
                case Piece.CallArguments arguments -> {}
            }
        }
        JsonObject logprobs = JsonObject.EMPTY;
        if (!texts.isEmpty()) {
            logprobs = logprobs.with("content", TokenLogprobs.of(texts, body));
        }
        if (!thoughts.isEmpty()) {
            logprobs = logprobs.with("reasoning_content", TokenLogprobs.of(thoughts, body));
        }
        return TokenLogprobs.asked(body) && !logprobs.members().isEmpty() ? logprobs : JsonNull.NULL;
    }

    private JsonArray calls() {
        List<JsonValue> calls = new ArrayList<>();
        for (Call call : reply.calls()) {
            calls.add(object(
                    member("index", calls.size()),
                    member("id", call.id()),
                    member("type", "function"),
                    member("function", object(member("name", call.name()), member("arguments", call.arguments())))));
        }
        return new JsonArray(calls);
    }

    private JsonObject envelope(String kind) {
        return object(
                member("id", id),
                member("object", kind),
                member("created", CREATED),
                member("model", model.id()),
                member("system_fingerprint", "fp_a18b46594c_prod0820_fp8_kvcache_20260402"));
    }

    private JsonObject usage() {
        TokenCount tokens = reply.tokens();
        JsonObject usage = object(
                member("prompt_tokens", tokens.prompt()),
                member("completion_tokens", tokens.completion()),
                member("total_tokens", tokens.total()),
                member("prompt_tokens_details", object("cached_tokens", tokens.cached())),
                member("prompt_cache_hit_tokens", tokens.cached()),
                member("prompt_cache_miss_tokens", tokens.prompt() - tokens.cached()));
        return thinks ? usage.with("completion_tokens_details", object("reasoning_tokens", tokens.reasoning())) : usage;
    }
}
