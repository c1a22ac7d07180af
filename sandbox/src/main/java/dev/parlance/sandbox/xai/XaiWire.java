package dev.parlance.sandbox.xai;

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
import dev.parlance.sandbox.chat.Reply.Call;
import dev.parlance.sandbox.chat.Reply.Piece;
import dev.parlance.sandbox.chat.Reply.TokenCount;
import dev.parlance.sandbox.chat.TokenLogprobs;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.xai.GrokModel.Thought;
import java.util.ArrayList;
import java.util.List;

/**
 * How xAI spells an answer, as recorded (vercel/ai, xai-tool-call; charmbracelet/fantasy): the role on the first delta, no finish reason
 * until there is one, each call whole in one chunk, and completion tokens without the reasoning tokens.
 */
final class XaiWire {
    private static final long CREATED = 1_785_880_000;

    private final ChatBody body;
    private final GrokModel model;
    private final Reply reply;
    private final boolean shown;
    private final String id;

    XaiWire(ChatBody body, GrokModel model, Reply reply, Digest digest) {
        this.body = body;
        this.model = model;
        this.reply = reply;
        this.shown = model.thought() == Thought.SHOWN;
        this.id = digest.uuid("id");
    }

    JsonObject plain() {
        JsonObject message = object(member("role", "assistant"), member("content", reply.text()));
        if (shown) {
            message = message.with("reasoning_content", JsonValue.of(reply.reasoning()));
        }
        if (!reply.calls().isEmpty()) {
            List<JsonValue> calls = new ArrayList<>();
            reply.calls().forEach(call -> calls.add(call(call)));
            message = message.with("tool_calls", new JsonArray(calls));
        }
        message = message.with("refusal", JsonNull.NULL);
        List<JsonValue> choices = new ArrayList<>();
        for (int index = 0; index < body.choices(); index++) {
            JsonObject choice = logprobs(object(member("index", index), member("message", message)), texts());
            choices.add(choice.with("finish_reason", JsonValue.of(reply.finish().word())));
        }
        return envelope("chat.completion", new JsonArray(choices)).with("usage", usage());
    }

    List<JsonObject> chunks() {
        List<JsonObject> chunks = new ArrayList<>();
        for (int index = 0; index < body.choices(); index++) {
            JsonObject role = object("role", "assistant");
            for (JsonObject delta : deltas()) {
                String text = delta.text("content");
                JsonObject choice = object(member("index", index), member("delta", merged(role, delta)));
                chunks.add(chunk(array(logprobs(choice, text == null ? List.of() : List.of(text)))));
                role = JsonObject.EMPTY;
            }
            chunks.add(chunk(array(object(
                    member("index", index),
                    member("delta", JsonObject.EMPTY),
                    member("finish_reason", reply.finish().word())))));
        }
        if (body.includeUsage()) {
            chunks.add(chunk(array()).with("usage", usage()));
        }
        return chunks;
    }

    private List<JsonObject> deltas() {
        List<JsonObject> deltas = new ArrayList<>();
        for (Piece piece : reply.pieces()) {
            switch (piece) {
                case Piece.Reasoning(String text) -> {
                    if (shown) {
                        deltas.add(object("reasoning_content", text));
                    }
                }
                case Piece.Text(String text) -> deltas.add(object("content", text));
                case Piece.CallStart start -> {}
                case Piece.CallArguments arguments -> {}
            }
        }
        List<Call> calls = reply.calls();
        for (int index = 0; index < calls.size(); index++) {
            deltas.add(object("tool_calls", array(call(calls.get(index)).with("index", JsonValue.of(index)))));
        }
        if (deltas.isEmpty()) {
            deltas.add(object("content", ""));
        }
        return deltas;
    }

    private static JsonObject call(Call call) {
        return object(
                member("id", call.id()),
                member("function", object(member("name", call.name()), member("arguments", call.arguments()))),
                member("type", "function"));
    }

    private static JsonObject merged(JsonObject first, JsonObject second) {
        JsonObject all = second;
        for (var each : first.members().entrySet()) {
            all = all.with(each.getKey(), each.getValue());
        }
        return all;
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

    private JsonObject logprobs(JsonObject choice, List<String> tokens) {
        return TokenLogprobs.asked(body)
                ? choice.with("logprobs", object("content", TokenLogprobs.of(tokens, body)))
                : choice;
    }

    private JsonObject chunk(JsonArray choices) {
        return envelope("chat.completion.chunk", choices);
    }

    private JsonObject envelope(String kind, JsonArray choices) {
        JsonObject envelope = object(
                member("id", id),
                member("object", kind),
                member("created", CREATED),
                member("model", answersAs()),
                member("choices", choices),
                member("system_fingerprint", "fp_99052e9f23"));
        return body.value("service_tier") instanceof JsonString tier ? envelope.with("service_tier", tier) : envelope;
    }

    /** grok-3-mini answers under a name that tells the effort (recorded: charmbracelet/fantasy). */
    private String answersAs() {
        return model.id().equals("grok-3-mini") && body.value("reasoning_effort") instanceof JsonString(String effort)
                ? model.id() + "-" + effort
                : model.answersAs();
    }

    private JsonObject usage() {
        TokenCount tokens = reply.tokens();
        long reasoning = tokens.reasoning() * body.choices();
        long visible = tokens.completion() * body.choices() - reasoning;
        return object(
                member("prompt_tokens", tokens.prompt()),
                member("completion_tokens", visible),
                member("total_tokens", tokens.prompt() + visible + reasoning),
                member(
                        "prompt_tokens_details",
                        object(
                                member("text_tokens", tokens.prompt()),
                                member("audio_tokens", 0),
                                member("image_tokens", 0),
                                member("cached_tokens", tokens.cached()))),
                member(
                        "completion_tokens_details",
                        object(
                                member("reasoning_tokens", reasoning),
                                member("audio_tokens", 0),
                                member("accepted_prediction_tokens", 0),
                                member("rejected_prediction_tokens", 0))),
                member("num_sources_used", 0),
                member("cost_in_usd_ticks", (tokens.prompt() + 5 * (visible + reasoning)) * 2_500));
    }
}
