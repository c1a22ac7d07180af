package dev.parlance.sandbox.compatible;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Piece;
import dev.parlance.sandbox.chat.Reply.TokenCount;
import dev.parlance.sandbox.compatible.Spelling.ReasoningPlace;
import dev.parlance.sandbox.compatible.Spelling.Trait;
import dev.parlance.sandbox.host.Digest;
import java.util.ArrayList;
import java.util.List;

/** Writes an answer in the Chat dialect after a host's spelling. */
public final class CompatibleWire {
    /** The time at which all simulated answers were made, in seconds since 1970. */
    public static final long CREATED = 1_785_880_000;

    private final ChatBody body;
    private final Reply reply;
    private final Spelling spelling;
    private final String id;
    private final String model;

    /**
     * @param model the id that the answer carries
     */
    public CompatibleWire(ChatBody body, Reply reply, Spelling spelling, Digest digest, String model) {
        this.body = body;
        this.reply = spelling.reasoning() == ReasoningPlace.TAGS ? ThinkTags.inline(reply) : reply;
        this.spelling = spelling;
        this.id = spelling.id().apply(digest);
        this.model = model;
    }

    /** The plain answer. */
    public JsonObject plain() {
        List<JsonValue> choices = new ArrayList<>();
        for (int index = 0; index < body.choices(); index++) {
            JsonObject choice = object(
                    member("index", index),
                    member("message", Messages.of(reply, spelling)),
                    member("finish_reason", reply.finish().word()));
            choices.add(withLogprobs(choice, texts()));
        }
        return envelope("chat.completion")
                .with("choices", new JsonArray(choices))
                .with("usage", usage());
    }

    /** The chunks of a streamed answer. */
    public List<JsonObject> chunks() {
        List<JsonObject> chunks = new ArrayList<>();
        for (int index = 0; index < body.choices(); index++) {
            for (JsonObject delta : Deltas.of(reply, spelling)) {
                chunks.add(chunk(array(choice(index, delta, JsonNull.NULL))));
            }
            JsonObject last = chunk(array(
                    choice(index, JsonObject.EMPTY, JsonValue.of(reply.finish().word()))));
            boolean counted = spelling.has(Trait.USAGE_ON_LAST_CHOICE) && index == body.choices() - 1;
            chunks.add(counted ? last.with("usage", usage()) : last);
        }
        if (body.includeUsage() && !spelling.has(Trait.NO_USAGE_CHUNK)) {
            chunks.add(chunk(array()).with("usage", usage()));
        }
        return chunks;
    }

    private JsonObject choice(int index, JsonObject delta, JsonValue finish) {
        JsonObject choice = object(member("index", index), member("delta", delta));
        if (!(finish instanceof JsonNull && spelling.has(Trait.NO_NULL_FINISH))) {
            choice = choice.with("finish_reason", finish);
        }
        String text = delta.text("content");
        return withLogprobs(choice, text == null || text.isEmpty() ? List.of() : List.of(text));
    }

    private JsonObject withLogprobs(JsonObject choice, List<String> tokens) {
        return spelling.has(Trait.LOGPROBS) ? choice.with("logprobs", LogProbabilities.of(tokens, body)) : choice;
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Piece piece : reply.pieces()) {
            if (piece instanceof Piece.Text(String text)) {
                texts.add(text);
            }
        }
        return texts;
    }

    private JsonObject chunk(JsonArray choices) {
        return envelope("chat.completion.chunk").with("choices", choices);
    }

    private JsonObject envelope(String kind) {
        JsonObject envelope =
                object(member("id", id), member("object", kind), member("created", CREATED), member("model", model));
        return spelling.fingerprint().isEmpty()
                ? envelope
                : envelope.with("system_fingerprint", JsonValue.of(spelling.fingerprint()));
    }

    private JsonObject usage() {
        TokenCount tokens = reply.tokens();
        long output = tokens.completion() * body.choices();
        JsonObject usage = object(
                member("prompt_tokens", tokens.prompt()),
                member("completion_tokens", output),
                member("total_tokens", tokens.prompt() + output));
        if (spelling.has(Trait.CACHE_COUNT)) {
            usage = usage.with("prompt_tokens_details", object("cached_tokens", tokens.cached()));
        }
        if (spelling.has(Trait.REASONING_COUNT) && tokens.reasoning() > 0) {
            usage = usage.with(
                    "completion_tokens_details", object("reasoning_tokens", tokens.reasoning() * body.choices()));
        }
        return usage;
    }
}
