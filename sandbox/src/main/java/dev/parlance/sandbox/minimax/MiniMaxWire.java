package dev.parlance.sandbox.minimax;

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
import dev.parlance.sandbox.compatible.ThinkTags;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.minimax.MiniMaxModel.ThoughtPlace;
import java.util.ArrayList;
import java.util.List;

/**
 * How MiniMax spells an answer, as recorded (agentjido/req_llm): a name and an empty sound in each message, flags of the content filter and a
 * verdict of its own beside the choices, no content beside calls when thoughts are split off.
 */
final class MiniMaxWire {
    static final long CREATED = 1_785_880_000;
    private static final List<String> FLAGS = List.of("input_sensitive", "output_sensitive");
    private static final List<String> FLAG_KINDS =
            List.of("input_sensitive_type", "output_sensitive_type", "output_sensitive_int");

    private final MiniMaxModel model;
    private final ThoughtPlace place;
    private final Reply reply;
    private final String id;

    MiniMaxWire(ChatBody body, MiniMaxModel model, Reply reply, Digest digest) {
        this.model = model;
        this.place = model.thoughtPlace(body);
        this.reply = place == ThoughtPlace.TAGS ? ThinkTags.inline(reply) : reply;
        this.id = digest.hex("trace", 32);
    }

    /** The reply, with tags around its thought where that is the place of it. */
    Reply reply() {
        return reply;
    }

    ThoughtPlace place() {
        return place;
    }

    JsonObject plain() {
        JsonObject message =
                object(member("role", "assistant"), member("name", "MiniMax AI"), member("audio_content", ""));
        if (reply.calls().isEmpty() || !reply.text().isEmpty()) {
            message = message.with("content", JsonValue.of(reply.text()));
        }
        String thought = reply.reasoning();
        if (!thought.isEmpty()) {
            message = withThought(message, thought);
        }
        if (!reply.calls().isEmpty()) {
            message = message.with("tool_calls", calls());
        }
        JsonObject choice =
                object(member("finish_reason", reply.finish().word()), member("index", 0), member("message", message));
        return flagged(envelope("chat.completion").with("choices", array(choice)))
                .with("usage", usage())
                .with("base_resp", MiniMaxErrors.base(0, ""));
    }

    /** The object with a thought, or a part of one, in its place; the flagged models write it twice. */
    JsonObject withThought(JsonObject object, String thought) {
        JsonObject with = object;
        if (place == ThoughtPlace.MEMBER || model.flagged()) {
            with = with.with("reasoning_content", JsonValue.of(thought));
        }
        return place == ThoughtPlace.DETAILS ? with.with("reasoning_details", ReturnedThought.details(thought)) : with;
    }

    /** The calls, whole. */
    JsonArray calls() {
        List<JsonValue> calls = new ArrayList<>();
        for (Call call : reply.calls()) {
            calls.add(object(
                    member("id", call.id()),
                    member("type", "function"),
                    member("function", object(member("name", call.name()), member("arguments", call.arguments()))),
                    member("index", calls.size())));
        }
        return new JsonArray(calls);
    }

    JsonObject chunk(JsonArray choices) {
        JsonObject chunk =
                envelope("chat.completion.chunk").with("choices", choices).with("usage", JsonNull.NULL);
        return model.flagged() ? flagged(chunk) : chunk;
    }

    JsonObject usage() {
        TokenCount tokens = reply.tokens();
        return object(
                member("total_tokens", tokens.total()),
                member("total_characters", 0),
                member("prompt_tokens", tokens.prompt()),
                member("completion_tokens", tokens.completion()),
                member("completion_tokens_details", object("reasoning_tokens", tokens.reasoning())),
                member("prompt_tokens_details", object("cached_tokens", tokens.cached())));
    }

    private JsonObject envelope(String kind) {
        return object(
                member("id", id), member("created", CREATED), member("model", model.id()), member("object", kind));
    }

    private static JsonObject flagged(JsonObject object) {
        JsonObject flagged = object;
        for (String flag : FLAGS) {
            flagged = flagged.with(flag, JsonValue.of(false));
        }
        for (String kind : FLAG_KINDS) {
            flagged = flagged.with(kind, JsonValue.of(0));
        }
        return flagged;
    }
}
