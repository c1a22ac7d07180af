package dev.parlance.sandbox.openai;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.TokenLogprobs;
import dev.parlance.sandbox.host.Digest;
import java.util.ArrayList;
import java.util.List;

/** How OpenAI spells an answer, as recorded: padding in every chunk, usage in a last chunk without choices when asked for. */
final class OpenAiWire {
    private static final long CREATED = 1_785_880_000;

    private final ChatBody body;
    private final OpenAiModel model;
    private final Reply reply;
    private final boolean refusal;
    private final Digest digest;
    private int sent;

    OpenAiWire(ChatBody body, OpenAiModel model, Reply reply, boolean refusal, Digest digest) {
        this.body = body;
        this.model = model;
        this.reply = reply;
        this.refusal = refusal;
        this.digest = digest;
    }

    JsonObject plain() {
        List<JsonValue> choices = new ArrayList<>();
        for (int index = 0; index < body.choices(); index++) {
            JsonObject choice = object(member("index", index), member("message", OpenAiDeltas.message(reply, refusal)));
            choices.add(logprobs(choice, reply.text())
                    .with("finish_reason", JsonValue.of(reply.finish().word())));
        }
        return object(
                member("id", id()),
                member("object", "chat.completion"),
                member("created", CREATED),
                member("model", model.snapshot()),
                member("choices", new JsonArray(choices)),
                member("usage", OpenAiDeltas.usage(reply.tokens(), body.choices())),
                member("service_tier", "default"),
                member("system_fingerprint", fingerprint()));
    }

    List<JsonObject> chunks() {
        List<JsonObject> chunks = new ArrayList<>();
        for (int index = 0; index < body.choices(); index++) {
            for (JsonObject delta : OpenAiDeltas.of(reply, refusal)) {
                chunks.add(chunk(array(choice(index, delta, JsonNull.NULL)), JsonNull.NULL));
            }
            chunks.add(chunk(
                    array(choice(
                            index, JsonObject.EMPTY, JsonValue.of(reply.finish().word()))),
                    JsonNull.NULL));
        }
        if (body.includeUsage()) {
            chunks.add(chunk(array(), OpenAiDeltas.usage(reply.tokens(), body.choices())));
        }
        return chunks;
    }

    private JsonObject choice(int index, JsonObject delta, JsonValue finish) {
        String text = delta.text("content");
        return logprobs(object(member("index", index), member("delta", delta)), text == null ? "" : text)
                .with("finish_reason", finish);
    }

    /** Reasoning models leave the member out, others send null. */
    private JsonObject logprobs(JsonObject choice, String text) {
        if (model.reasons()) {
            return choice;
        }
        boolean given = TokenLogprobs.asked(body) && !text.isEmpty();
        return choice.with(
                "logprobs", given ? object("content", TokenLogprobs.of(List.of(text), body)) : JsonNull.NULL);
    }

    private JsonObject chunk(JsonArray choices, JsonValue usage) {
        JsonObject chunk = object(
                member("id", id()),
                member("object", "chat.completion.chunk"),
                member("created", CREATED),
                member("model", model.snapshot()),
                member("service_tier", "default"),
                member("system_fingerprint", fingerprint()),
                member("choices", choices));
        if (body.includeUsage()) {
            chunk = chunk.with("usage", usage);
        }
        String purpose = "padding" + sent++;
        return chunk.with("obfuscation", JsonValue.of(digest.letters(purpose, digest.number(purpose, 16))));
    }

    private JsonString id() {
        return JsonValue.of("chatcmpl-" + digest.letters("id", 29));
    }

    private JsonValue fingerprint() {
        return model.reasons() ? JsonNull.NULL : JsonValue.of("fp_4fa7959453");
    }
}
