package dev.parlance.sandbox.mistral;

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
import dev.parlance.sandbox.chat.Reply.TokenCount;
import dev.parlance.sandbox.compatible.CompatibleWire;
import dev.parlance.sandbox.host.Digest;
import java.util.ArrayList;
import java.util.List;

/** How Mistral spells an answer: the last delta carries finish and usage, whatever was asked, and chunks are padded. */
final class MistralWire {
    private static final String PADDING = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final ChatBody body;
    private final Reply reply;
    private final MistralModel model;
    private final Digest digest;

    MistralWire(ChatBody body, Reply reply, MistralModel model, Digest digest) {
        this.body = body;
        this.reply = reply;
        this.model = model;
        this.digest = digest;
    }

    JsonObject plain() {
        List<JsonValue> calls = new ArrayList<>();
        for (Call call : reply.calls()) {
            calls.add(call(call, calls.size()));
        }
        JsonObject message = object(
                member("role", "assistant"),
                member("tool_calls", calls.isEmpty() ? JsonNull.NULL : new JsonArray(calls)),
                member("content", content()));
        List<JsonValue> choices = new ArrayList<>();
        for (int index = 0; index < body.choices(); index++) {
            choices.add(object(
                    member("index", index),
                    member("finish_reason", reply.finish().word()),
                    member("message", message)));
        }
        return object(
                member("id", digest.hex("id", 32)),
                member("created", CompatibleWire.CREATED),
                member("model", model.answersAs()),
                member("usage", usage()),
                member("object", "chat.completion"),
                member("choices", new JsonArray(choices)));
    }

    List<JsonObject> chunks() {
        List<JsonObject> deltas = model.guest() ? MistralDeltas.ofGuest(reply) : MistralDeltas.of(reply);
        List<JsonObject> chunks = new ArrayList<>();
        for (int index = 0; index < body.choices(); index++) {
            for (int place = 0; place < deltas.size(); place++) {
                boolean last = place == deltas.size() - 1;
                JsonValue finish = last ? JsonValue.of(reply.finish().word()) : JsonNull.NULL;
                JsonObject chunk = chunk(object(
                        member("index", index), member("delta", deltas.get(place)), member("finish_reason", finish)));
                chunk = last && index == body.choices() - 1 ? chunk.with("usage", usage()) : chunk;
                chunks.add(model.guest() || place == 0 ? chunk : padded(chunk, chunks.size()));
            }
        }
        return chunks;
    }

    static JsonObject call(Call call, int index) {
        return object(
                member("id", call.id()),
                member("type", "function"),
                member("function", object(member("name", call.name()), member("arguments", call.arguments()))),
                member("index", index));
    }

    /** A part of thoughts. */
    static JsonObject thinking(String text, boolean closed) {
        JsonObject part = object(
                member("type", "thinking"),
                member("thinking", array(object(member("type", "text"), member("text", text)))));
        return closed ? part.with("closed", JsonValue.of(true)) : part;
    }

    private JsonValue content() {
        if (reply.reasoning().isEmpty()) {
            return JsonValue.of(reply.text());
        }
        boolean ended = !reply.text().isEmpty() || !reply.calls().isEmpty();
        JsonObject thoughts = thinking(reply.reasoning(), ended);
        return reply.text().isEmpty()
                ? array(thoughts)
                : array(thoughts, object(member("type", "text"), member("text", reply.text())));
    }

    private JsonObject chunk(JsonObject choice) {
        return object(
                member("id", digest.hex("id", 32)),
                member("object", "chat.completion.chunk"),
                member("created", CompatibleWire.CREATED),
                member("model", model.answersAs()),
                member("choices", array(choice)));
    }

    private JsonObject padded(JsonObject chunk, int place) {
        return chunk.with(
                "p", JsonValue.of(PADDING.substring(0, 1 + digest.number("padding" + place, PADDING.length()))));
    }

    private JsonObject usage() {
        TokenCount tokens = reply.tokens();
        long output = tokens.completion() * body.choices();
        return object(
                member("prompt_tokens", tokens.prompt()),
                member("total_tokens", tokens.prompt() + output),
                member("completion_tokens", output),
                member("prompt_tokens_details", object("cached_tokens", tokens.cached())),
                member("service_tier", "standard"));
    }
}
