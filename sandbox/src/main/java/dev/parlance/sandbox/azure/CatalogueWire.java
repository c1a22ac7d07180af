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
import dev.parlance.sandbox.chat.Reply.Call;
import dev.parlance.sandbox.chat.Reply.Finish;
import dev.parlance.sandbox.chat.Reply.Piece;
import dev.parlance.sandbox.chat.Reply.TokenCount;
import dev.parlance.sandbox.host.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How catalogue deployments spell an answer, as recorded with Kimi-K2.5: bare ids, explicit nulls in every delta, a blank of content behind
 * tool calls, a reasoning count that stays zero.
 */
final class CatalogueWire implements AzureWire {
    private static final long CREATED = 1_785_880_000;
    private static final long KIMI_END_TOKEN = 163_586;

    private final ChatBody body;
    private final Deployment deployment;
    private final Reply reply;
    private final Faults faults;
    private final String id;

    CatalogueWire(ChatBody body, Deployment deployment, Reply reply, Faults faults, Digest digest) {
        this.body = body;
        this.deployment = deployment;
        this.reply = reply;
        this.faults = faults;
        this.id = digest.hex("id", 32);
    }

    @Override
    public JsonObject plain() {
        boolean blocked = reply.finish() == Finish.CONTENT_FILTER;
        JsonObject choice = object(
                member("content_filter_results", blocked ? ContentFilter.blocked() : ContentFilter.whole()),
                member("finish_reason", reply.finish().word()),
                member("index", 0),
                member("logprobs", null),
                member("message", message()),
                member("stop_reason", null));
        return object(
                member("choices", array(choice)),
                member("created", CREATED),
                member("id", id),
                member("model", deployment.underlying()),
                member("object", "chat.completion"),
                member("prompt_filter_results", ContentFilter.prompt()),
                member("usage", usage().with("audio_prompt_tokens", JsonValue.of(0))));
    }

    @Override
    public List<JsonObject> chunks() {
        List<JsonObject> chunks = new ArrayList<>();
        chunks.add(ContentFilter.promptChunk());
        chunks.add(chunk(delta("assistant", JsonValue.of(""), JsonNull.NULL, JsonNull.NULL), JsonObject.EMPTY, null));
        for (Piece piece : reply.pieces()) {
            chunks.add(piece(piece));
        }
        if (!reply.calls().isEmpty()) {
            chunks.add(
                    chunk(delta(null, JsonValue.of(" "), JsonNull.NULL, JsonNull.NULL), ContentFilter.piece(), null));
        }
        if (reply.finish() == Finish.CONTENT_FILTER) {
            chunks.add(envelope(array(object(
                    member("content_filter_results", ContentFilter.blocked()),
                    member("finish_reason", Finish.CONTENT_FILTER.word()),
                    member("index", 0)))));
        } else {
            chunks.add(chunk(
                    delta(null, JsonNull.NULL, JsonNull.NULL, JsonNull.NULL),
                    JsonObject.EMPTY,
                    reply.finish().word()));
        }
        if (faults.asyncFilter()) {
            int length = reply.text().length();
            chunks.add(ContentFilter.asynchronousChunk(0, 0, length / 2));
            chunks.add(ContentFilter.asynchronousChunk(0, length / 2, length));
        }
        if (body.includeUsage()) {
            chunks.add(envelope(array()).with("usage", usage()));
        }
        return chunks;
    }

    private JsonObject piece(Piece piece) {
        return switch (piece) {
            case Piece.Reasoning(String text) ->
                chunk(delta(null, JsonNull.NULL, JsonValue.of(text), JsonNull.NULL), JsonObject.EMPTY, null);
            case Piece.Text(String text) ->
                chunk(
                        delta(null, JsonValue.of(text), JsonNull.NULL, JsonNull.NULL),
                        faults.asyncFilter() ? JsonObject.EMPTY : ContentFilter.piece(),
                        null);
            case Piece.CallStart(int index, String callId, String name) ->
                call(object(
                        member("function", object(member("arguments", ""), member("name", name))),
                        member("id", callId),
                        member("index", index),
                        member("type", "function")));
            case Piece.CallArguments(int index, String text) ->
                call(object(
                        member("function", object(member("arguments", text), member("name", null))),
                        member("id", null),
                        member("index", index),
                        member("type", "function")));
        };
    }

    private JsonObject call(JsonObject call) {
        return chunk(delta(null, JsonNull.NULL, JsonNull.NULL, array(call)), JsonObject.EMPTY, null);
    }

    private static JsonObject delta(@Nullable String role, JsonValue content, JsonValue reasoning, JsonValue calls) {
        return object(
                member("content", content),
                member("reasoning_content", reasoning),
                member("role", role == null ? JsonNull.NULL : JsonValue.of(role)),
                member("tool_calls", calls));
    }

    private JsonObject chunk(JsonObject delta, JsonObject filter, @Nullable String finish) {
        JsonValue matchedStop =
                finish == null || finish.equals(Finish.LENGTH.word()) ? JsonNull.NULL : JsonValue.of(KIMI_END_TOKEN);
        return envelope(array(object(
                member("content_filter_results", filter),
                member("delta", delta),
                member("finish_reason", finish == null ? JsonNull.NULL : JsonValue.of(finish)),
                member("index", 0),
                member("logprobs", null),
                member("matched_stop", matchedStop))));
    }

    private JsonObject envelope(JsonArray choices) {
        return object(
                member("choices", choices),
                member("created", CREATED),
                member("id", id),
                member("model", deployment.underlying()),
                member("object", "chat.completion.chunk"),
                member("usage", null));
    }

    private JsonObject message() {
        List<JsonValue> calls = new ArrayList<>();
        List<Call> made = reply.calls();
        for (int index = 0; index < made.size(); index++) {
            Call call = made.get(index);
            calls.add(object(
                    member(
                            "function",
                            object(
                                    member("arguments", call.arguments()),
                                    member("call_id", null),
                                    member("name", call.name()))),
                    member("id", call.id()),
                    member("index", index),
                    member("type", "function")));
        }
        String reasoning = reply.reasoning();
        return object(
                member("content", calls.isEmpty() ? reply.text() : reply.text() + " "),
                member("reasoning_content", reasoning.isEmpty() ? JsonNull.NULL : JsonValue.of(reasoning)),
                member("role", "assistant"),
                member("tool_calls", calls.isEmpty() ? JsonNull.NULL : new JsonArray(calls)));
    }

    private JsonObject usage() {
        TokenCount tokens = reply.tokens();
        if (body.model().toLowerCase(Locale.ROOT).startsWith("grok")) {
            // recorded: azure-foundry, Grok's vision and schema exchanges
            return object(
                    member("completion_tokens", tokens.completion()),
                    member("completion_tokens_details", object("reasoning_tokens", JsonValue.of(tokens.reasoning()))),
                    member("prompt_tokens", tokens.prompt()),
                    member("prompt_tokens_details", object("cached_tokens", JsonValue.of(tokens.cached()))),
                    member("total_tokens", tokens.total()));
        }
        return object(
                member("completion_tokens", tokens.completion()),
                member("prompt_tokens", tokens.prompt()),
                member("prompt_tokens_details", null),
                member("reasoning_tokens", 0),
                member("total_tokens", tokens.total()));
    }
}
