package dev.parlance.cli.json;

import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.core.wire.RawJson;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a whole answer is written. */
public final class ResponseShape {
    private ResponseShape() {}

    /** The folded answer. */
    public static JsonObject of(ChatResponse response) {
        StopReason stop = response.stop();
        Usage usage = response.usage();
        ParlanceException error = response.error();
        return new ObjectShape()
                .put("id", nonEmpty(response.id()))
                .put("model", nonEmpty(response.model()))
                .put("content", content(response))
                .put("stop", stop == null ? null : stop(stop))
                .put("usage", usage == null ? null : usage(usage))
                .put("error", error == null ? null : ErrorShape.answered(error))
                .object();
    }

    /** What the provider counted, beside its own object. */
    static JsonObject usage(Usage usage) {
        return new ObjectShape()
                .put("input", usage.input())
                .put("input-cache-read", usage.inputCacheRead())
                .put("input-cache-write", usage.inputCacheWrite())
                .put("output", usage.output())
                .put("output-reasoning", usage.outputReasoning())
                .put("raw", valueOrText(usage.raw()))
                .object();
    }

    /** The JSON, or the text of what should have been JSON. */
    static JsonValue valueOrText(RawJson json) {
        try {
            return json.value();
        } catch (MalformedJson notJson) {
            return JsonValue.of(json.text());
        }
    }

    static @Nullable String nonEmpty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static @Nullable JsonArray content(ChatResponse response) {
        return response.content().isEmpty()
                ? null
                : new JsonArray(
                        response.content().stream().map(ResponseShape::part).toList());
    }

    private static @Nullable JsonObject stop(StopReason stop) {
        return stop.raw() == null
                ? null
                : new ObjectShape()
                        .put("reason", stop.kind().label())
                        .put("raw", stop.raw())
                        .object();
    }

    static JsonValue part(Content part) {
        return switch (part) {
            case Content.Text text -> textual("text", text.text(), "extra", text.extra());
            case Content.Reasoning reasoning -> textual("reasoning", reasoning.text(), "payload", reasoning.payload());
            case Content.Refusal refusal -> textual("refusal", refusal.text(), "extra", Members.NONE);
            case Content.ToolCall call -> call(call);
            case Content.Media media ->
                new ObjectShape()
                        .put("type", media.kind().name().toLowerCase(Locale.ROOT))
                        .put("url", media.url())
                        .object();
            case Content.Opaque opaque ->
                new ObjectShape()
                        .put("type", "opaque")
                        .put("place", opaque.place())
                        .put("json", valueOrText(opaque.json()))
                        .object();
        };
    }

    private static JsonObject textual(String type, String text, String name, Members members) {
        return new ObjectShape()
                .put("type", type)
                .put("text", text)
                .put(name, EventShape.members(members))
                .object();
    }

    /** Models leave out the braces of an empty object; any other text that is no object is shown as it is. */
    private static JsonObject call(Content.ToolCall call) {
        JsonObject arguments = call.arguments().objectOrNull();
        boolean raw = arguments == null && !call.arguments().text().isBlank();
        return new ObjectShape()
                .put("type", "tool-call")
                .put("id", nonEmpty(call.id()))
                .put("name", call.name())
                .put("arguments", Objects.requireNonNullElse(arguments, JsonObject.EMPTY))
                .put("raw-arguments", raw ? call.arguments().text() : null)
                .put("extra", EventShape.members(call.extra()))
                .object();
    }
}
