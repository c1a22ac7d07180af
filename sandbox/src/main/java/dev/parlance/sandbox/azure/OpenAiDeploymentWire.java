package dev.parlance.sandbox.azure;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Faults;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Finish;
import dev.parlance.sandbox.chat.TokenLogprobs;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.openai.OpenAiDeltas;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How deployments of OpenAI models spell an answer: OpenAI's form with the annotations of the content filter. */
final class OpenAiDeploymentWire implements AzureWire {
    private static final long CREATED = 1_785_880_000;

    private final ChatBody body;
    private final Deployment.OpenAi deployment;
    private final Reply reply;
    private final Faults faults;
    private final Digest digest;
    private int sent;

    OpenAiDeploymentWire(ChatBody body, Deployment.OpenAi deployment, Reply reply, Faults faults, Digest digest) {
        this.body = body;
        this.deployment = deployment;
        this.reply = reply;
        this.faults = faults;
        this.digest = digest;
    }

    @Override
    public JsonObject plain() {
        List<JsonValue> choices = new ArrayList<>();
        for (int index = 0; index < body.choices(); index++) {
            choices.add(object(
                    member(
                            "content_filter_results",
                            reply.finish() == Finish.CONTENT_FILTER ? ContentFilter.blocked() : ContentFilter.whole()),
                    member("finish_reason", reply.finish().word()),
                    member("index", index),
                    member("logprobs", logprobs(reply.text())),
                    member("message", OpenAiDeltas.message(reply, faults.refusal()))));
        }
        return object(
                member("choices", new JsonArray(choices)),
                member("created", CREATED),
                member("id", id()),
                member("model", deployment.underlying()),
                member("object", "chat.completion"),
                member("prompt_filter_results", ContentFilter.prompt()),
                member("system_fingerprint", fingerprint()),
                member("usage", OpenAiDeltas.usage(reply.tokens(), body.choices())));
    }

    @Override
    public List<JsonObject> chunks() {
        List<JsonObject> chunks = new ArrayList<>();
        chunks.add(ContentFilter.promptChunk());
        for (int index = 0; index < body.choices(); index++) {
            for (JsonObject delta : OpenAiDeltas.of(reply, faults.refusal())) {
                boolean text = delta.members().size() == 1 && delta.text("content") != null;
                JsonObject filter = text && !faults.asyncFilter() ? ContentFilter.piece() : JsonObject.EMPTY;
                chunks.add(chunk(array(choice(index, delta, filter, JsonNull.NULL))));
            }
            if (reply.finish() == Finish.CONTENT_FILTER) {
                chunks.add(chunk(array(object(
                        member("content_filter_results", ContentFilter.blocked()),
                        member("finish_reason", Finish.CONTENT_FILTER.word()),
                        member("index", index)))));
            } else {
                chunks.add(chunk(array(choice(
                        index,
                        JsonObject.EMPTY,
                        JsonObject.EMPTY,
                        JsonValue.of(reply.finish().word())))));
            }
            if (faults.asyncFilter()) {
                int length = reply.text().length();
                chunks.add(ContentFilter.asynchronousChunk(index, 0, length / 2));
                chunks.add(ContentFilter.asynchronousChunk(index, length / 2, length));
            }
        }
        if (body.includeUsage()) {
            chunks.add(chunk(array()).with("usage", OpenAiDeltas.usage(reply.tokens(), body.choices())));
        }
        return chunks;
    }

    private JsonValue logprobs(@Nullable String text) {
        return TokenLogprobs.asked(body) && text != null && !text.isEmpty()
                ? object("content", TokenLogprobs.of(List.of(text), body))
                : JsonNull.NULL;
    }

    private JsonObject choice(int index, JsonObject delta, JsonObject filter, JsonValue finish) {
        return object(
                member("content_filter_results", filter),
                member("delta", delta),
                member("finish_reason", finish),
                member("index", index),
                member("logprobs", logprobs(delta.text("content"))));
    }

    private JsonObject chunk(JsonArray choices) {
        String purpose = "padding" + sent++;
        JsonObject chunk = object(
                member("choices", choices),
                member("created", CREATED),
                member("id", id()),
                member("model", deployment.underlying()),
                member("obfuscation", digest.letters(purpose, digest.number(purpose, 16))),
                member("object", "chat.completion.chunk"),
                member("system_fingerprint", fingerprint()));
        return body.includeUsage() ? chunk.with("usage", JsonNull.NULL) : chunk;
    }

    private JsonValue id() {
        return JsonValue.of("chatcmpl-" + digest.letters("id", 29));
    }

    private JsonValue fingerprint() {
        return deployment.model().reasons() ? JsonNull.NULL : JsonValue.of("fp_b54fe76834");
    }
}
