package dev.parlance.sandbox.groq;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.TokenCount;
import dev.parlance.sandbox.compatible.CompatibleWire;
import dev.parlance.sandbox.compatible.Spelling;
import dev.parlance.sandbox.compatible.Spelling.ReasoningPlace;
import dev.parlance.sandbox.compatible.Spelling.Trait;
import dev.parlance.sandbox.groq.GroqModel.Family;
import dev.parlance.sandbox.host.Digest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** How Groq spells an answer: timings in the usage, the usage a second time under {@code x_groq}, and calls whole. */
final class GroqWire {
    private final ChatBody body;
    private final Reply reply;
    private final GroqModel model;
    private final Digest digest;
    private final CompatibleWire wire;

    GroqWire(ChatBody body, Reply reply, GroqModel model, String format, Digest digest) {
        this.body = body;
        this.reply = reply;
        this.model = model;
        this.digest = digest;
        Spelling spelling = new Spelling(
                request -> "chatcmpl-" + request.uuid("id"),
                format.equals("raw") ? ReasoningPlace.TAGS : ReasoningPlace.REASONING,
                "fp_05df423bab",
                EnumSet.of(Trait.WHOLE_CALLS, Trait.LOGPROBS, Trait.USAGE_ON_LAST_CHOICE));
        this.wire = new CompatibleWire(body, reply, spelling, digest, model.id());
    }

    JsonObject plain() {
        return wire.plain()
                .with("usage", usage())
                .with("usage_breakdown", JsonNull.NULL)
                .with("x_groq", seeded())
                .with("service_tier", tier());
    }

    List<JsonObject> chunks() {
        List<JsonObject> chunks = new ArrayList<>();
        for (JsonObject chunk : wire.chunks()) {
            chunks.add(finished(channelled(chunk)));
        }
        chunks.set(0, chunks.getFirst().with("x_groq", seeded()));
        return chunks;
    }

    private JsonObject finished(JsonObject chunk) {
        if (chunk.get("usage") == null) {
            return chunk;
        }
        JsonObject counted = chunk.with("usage", usage());
        return chunk.elements("choices").isEmpty()
                ? counted.with("service_tier", tier())
                : counted.with("x_groq", object(member("id", requestId()), member("usage", usage())));
    }

    /** The thoughts of gpt-oss stream in a channel. */
    private JsonObject channelled(JsonObject chunk) {
        if (model.family() != Family.GPT_OSS || chunk.elements("choices").isEmpty()) {
            return chunk;
        }
        List<JsonValue> choices = new ArrayList<>();
        for (JsonValue choice : chunk.elements("choices")) {
            JsonObject delta = choice instanceof JsonObject object ? object.object("delta") : null;
            choices.add(
                    choice instanceof JsonObject object && delta != null && delta.get("reasoning") != null
                            ? object.with("delta", delta.with("channel", JsonValue.of("analysis")))
                            : choice);
        }
        return chunk.with("choices", new JsonArray(choices));
    }

    private JsonObject usage() {
        TokenCount tokens = reply.tokens();
        JsonObject usage = object(
                member("queue_time", new JsonNumber("0.199896963")),
                member("prompt_tokens", tokens.prompt()),
                member("prompt_time", new JsonNumber("0.042576435")),
                member("completion_tokens", tokens.completion()),
                member("completion_time", new JsonNumber("0.149338403")),
                member("total_tokens", tokens.total()),
                member("total_time", new JsonNumber("0.191914838")));
        if (tokens.cached() > 0) {
            usage = usage.with("prompt_tokens_details", object("cached_tokens", tokens.cached()));
        }
        return model.family() == Family.GPT_OSS
                ? usage.with("completion_tokens_details", object("reasoning_tokens", tokens.reasoning()))
                : usage;
    }

    private JsonObject seeded() {
        Long seed = body.wholeNumber("seed");
        return object(
                member("id", requestId()),
                member("seed", seed == null ? digest.number("seed", 16_000_000) : seed.longValue()));
    }

    private JsonValue tier() {
        String tier = body.members().text("service_tier");
        return JsonValue.of(tier == null || tier.equals("auto") ? "on_demand" : tier);
    }

    private String requestId() {
        return "req_01" + digest.hex("request", 24);
    }
}
