package dev.parlance.sandbox.openrouter;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Call;
import dev.parlance.sandbox.chat.Reply.TokenCount;
import dev.parlance.sandbox.compatible.CompatibleWire;
import dev.parlance.sandbox.host.Digest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** How OpenRouter spells an answer: who provided it, the provider's own finish word, and always a last chunk that repeats the finish with usage. */
final class RouterWire {
    private final ChatBody body;
    private final RoutedModel model;
    private final Said said;
    private final Digest digest;

    RouterWire(ChatBody body, RoutedModel model, Said said, Digest digest) {
        this.body = body;
        this.model = model;
        this.said = said;
        this.digest = digest;
    }

    JsonObject plain() {
        Reply reply = said.reply();
        JsonObject message = object(
                member("role", "assistant"),
                member("content", reply.text().isEmpty() ? JsonNull.NULL : JsonValue.of(reply.text())),
                member("refusal", said.refusal().isEmpty() ? JsonNull.NULL : JsonValue.of(said.refusal())),
                member(
                        "reasoning",
                        said.shownReasoning().isEmpty() ? JsonNull.NULL : JsonValue.of(said.shownReasoning())));
        List<JsonValue> calls = new ArrayList<>();
        for (Call call : reply.calls()) {
            calls.add(object(
                    member("type", "function"),
                    member("index", calls.size()),
                    member("id", call.id()),
                    member("function", object(member("name", call.name()), member("arguments", call.arguments())))));
        }
        message = calls.isEmpty() ? message : message.with("tool_calls", new JsonArray(calls));
        if (!said.shownReasoning().isEmpty()) {
            message = message.with(
                    "reasoning_details", new JsonArray(said.details().whole(said.shownReasoning())));
        }
        return envelope("chat.completion")
                .with("system_fingerprint", JsonNull.NULL)
                .with(
                        "choices",
                        array(object(
                                member("index", 0),
                                member("logprobs", null),
                                member("finish_reason", reply.finish().word()),
                                member("native_finish_reason", nativeFinish()),
                                member("message", message))))
                .with("usage", usage());
    }

    List<JsonObject> chunks() {
        List<JsonObject> chunks = new ArrayList<>();
        for (JsonObject delta : RouterDeltas.of(said)) {
            chunks.add(chunk(delta, JsonNull.NULL, JsonNull.NULL));
        }
        JsonObject empty = object(member("content", ""), member("role", "assistant"));
        JsonValue finish = JsonValue.of(said.reply().finish().word());
        JsonValue own = JsonValue.of(nativeFinish());
        chunks.add(
                chunk(said.shownReasoning().isEmpty() ? empty : empty.with("reasoning", JsonNull.NULL), finish, own));
        chunks.add(chunk(empty, finish, own).with("usage", usage()));
        return chunks;
    }

    /** An error after the head has left (OpenRouter, "Errors"): beside the choices, whose finish says so. */
    JsonObject inBand() {
        JsonObject error = RouterErrors.providerError(502, model, object("error", "upstream failed"));
        return chunk(object("content", ""), JsonValue.of("error"), JsonNull.NULL)
                .with("error", error);
    }

    private JsonObject chunk(JsonObject delta, JsonValue finish, JsonValue own) {
        return envelope("chat.completion.chunk")
                .with(
                        "choices",
                        array(object(
                                member("index", 0),
                                member("delta", delta),
                                member("finish_reason", finish),
                                member("native_finish_reason", own))));
    }

    private JsonObject envelope(String kind) {
        return object(
                member("id", id(digest)),
                member("object", kind),
                member("created", CompatibleWire.CREATED),
                member("model", body.model()),
                member("provider", model.provider()));
    }

    static String id(Digest digest) {
        return "gen-" + CompatibleWire.CREATED + "-" + digest.letters("id", 20);
    }

    private String nativeFinish() {
        return model.nativeFinish(said.reply().finish().word());
    }

    private JsonObject usage() {
        TokenCount tokens = said.reply().tokens();
        JsonNumber input = cost(tokens.prompt(), 6);
        JsonNumber output = cost(5 * tokens.completion(), 6);
        JsonNumber all = cost(tokens.prompt() + 5 * tokens.completion(), 6);
        return object(
                member("prompt_tokens", tokens.prompt()),
                member("completion_tokens", tokens.completion()),
                member("total_tokens", tokens.total()),
                member("cost", all),
                member("is_byok", false),
                member(
                        "prompt_tokens_details",
                        object(
                                member("cached_tokens", tokens.cached()),
                                member("cache_write_tokens", 0),
                                member("audio_tokens", 0),
                                member("video_tokens", 0))),
                member(
                        "cost_details",
                        object(
                                member("upstream_inference_cost", all),
                                member("upstream_inference_prompt_cost", input),
                                member("upstream_inference_completions_cost", output))),
                member(
                        "completion_tokens_details",
                        object(
                                member("reasoning_tokens", tokens.reasoning()),
                                member("image_tokens", 0),
                                member("audio_tokens", 0))));
    }

    private static JsonNumber cost(long units, int places) {
        return new JsonNumber(BigDecimal.valueOf(units, places).toPlainString());
    }
}
