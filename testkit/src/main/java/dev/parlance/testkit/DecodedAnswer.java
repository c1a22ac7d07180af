package dev.parlance.testkit;

import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A folded answer in the shape of the golden files. Written apart from the command line's own shaping, which is tested against the same files. */
public final class DecodedAnswer {
    /** What a reader who looks for meaning leaves aside: names that the wire gives to its own pieces. */
    private static final Set<String> BOOKKEEPING = Set.of("id", "item", "status", "type", "index");

    private final Map<String, JsonValue> members = new LinkedHashMap<>();

    private DecodedAnswer() {}

    /** The answer as a golden file would hold it. */
    public static JsonObject of(ChatResponse response) {
        DecodedAnswer answer = new DecodedAnswer();
        answer.text("id", response.id());
        answer.text("model", response.model());
        List<JsonValue> parts = new ArrayList<>();
        for (Content part : response.content()) {
            parts.add(part(part));
        }
        if (!parts.isEmpty()) {
            answer.members.put("content", new JsonArray(parts));
        }
        if (response.stop() != null && response.stop().raw() != null) {
            answer.members.put(
                    "stop",
                    JsonValue.object(
                            "reason",
                            JsonValue.of(response.stop().kind().label()),
                            "raw",
                            JsonValue.of(response.stop().raw())));
        }
        if (response.usage() != null) {
            answer.members.put("usage", usage(response.usage()));
        }
        if (response.error() != null) {
            answer.members.put("error", error(response.error()));
        }
        return new JsonObject(answer.members);
    }

    private static JsonObject part(Content part) {
        return switch (part) {
            case Content.Text text -> words("text", text.text(), "extra", text.extra());
            case Content.Reasoning reasoning -> words("reasoning", reasoning.text(), "payload", reasoning.payload());
            case Content.Refusal refusal -> words("refusal", refusal.text(), "extra", Members.NONE);
            case Content.ToolCall call -> call(call);
            case Content.Media media ->
                JsonValue.object(
                        "type",
                        JsonValue.of(media.kind().name().toLowerCase(Locale.ROOT)),
                        "url",
                        JsonValue.of(media.url()));
            case Content.Opaque opaque ->
                JsonValue.object(
                        "type",
                        JsonValue.of("opaque"),
                        "place",
                        JsonValue.of(opaque.place()),
                        "json",
                        opaque.json().value());
        };
    }

    private static JsonObject words(String type, String text, String name, Members members) {
        JsonObject shaped = JsonValue.object("type", JsonValue.of(type), "text", JsonValue.of(text));
        return with(shaped, name, members);
    }

    private static JsonObject with(JsonObject shaped, String name, Members members) {
        JsonObject values = JsonObject.EMPTY;
        for (Map.Entry<String, RawJson> member : members.byName().entrySet()) {
            if (name.equals("payload") || !BOOKKEEPING.contains(member.getKey())) {
                values = values.with(member.getKey(), member.getValue().valueOrText());
            }
        }
        return values.members().isEmpty() ? shaped : shaped.with(name, values);
    }

    private static JsonObject call(Content.ToolCall call) {
        JsonObject shaped = JsonValue.object("type", JsonValue.of("tool-call"));
        shaped = call.id().isEmpty() ? shaped : shaped.with("id", JsonValue.of(call.id()));
        shaped = shaped.with("name", JsonValue.of(call.name()));
        JsonObject arguments = call.arguments().objectOrNull();
        String text = call.arguments().text();
        shaped = shaped.with("arguments", arguments == null ? JsonObject.EMPTY : arguments);
        shaped = arguments == null && !text.isEmpty() ? shaped.with("raw-arguments", JsonValue.of(text)) : shaped;
        return with(shaped, "extra", call.extra());
    }

    private static JsonObject usage(Usage usage) {
        DecodedAnswer shaped = new DecodedAnswer();
        shaped.number("input", usage.input());
        shaped.number("input-cache-read", usage.inputCacheRead());
        shaped.number("input-cache-write", usage.inputCacheWrite());
        shaped.number("output", usage.output());
        shaped.number("output-reasoning", usage.outputReasoning());
        shaped.members.put("raw", usage.raw().value());
        return new JsonObject(shaped.members);
    }

    private static JsonObject error(ParlanceException error) {
        DecodedAnswer shaped = new DecodedAnswer();
        Failure failure = error.failure();
        shaped.text("type", error.kind().label());
        shaped.text("message", failure.message());
        shaped.number("status", failure.status() == null ? null : Long.valueOf(failure.status()));
        if (failure.retryAfter() != null) {
            shaped.members.put(
                    "retry-after-seconds",
                    new JsonValue.JsonNumber(
                            BigDecimal.valueOf(failure.retryAfter().toMillis(), 3)
                                    .toPlainString()));
        }
        return new JsonObject(shaped.members);
    }

    private void text(String name, @Nullable String value) {
        if (value != null) {
            members.put(name, JsonValue.of(value));
        }
    }

    private void number(String name, @Nullable Long value) {
        if (value != null) {
            members.put(name, JsonValue.of(value));
        }
    }
}
