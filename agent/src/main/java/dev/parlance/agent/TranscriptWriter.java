package dev.parlance.agent;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages as JSON. What belongs to a model or a host, arguments and payloads, is kept as text: it may be malformed, and what is signed
 * must come back to the byte.
 */
final class TranscriptWriter {
    static final int VERSION = 1;

    private TranscriptWriter() {}

    static String write(List<Message> messages) {
        return Json.text(JsonValue.object(
                "version",
                JsonValue.of(VERSION),
                "messages",
                new JsonArray(messages.stream()
                        .map(message -> (JsonValue) message(message))
                        .toList())));
    }

    private static JsonObject message(Message message) {
        JsonObject written = switch (message) {
            case Message.System system -> role(system.developer() ? "developer" : "system");
            case Message.User user -> role("user");
            case Message.Assistant assistant -> role("assistant");
            case Message.ToolResult result -> role("tool-result").with("call", JsonValue.of(result.callId()));
        };
        if (message.form() != Message.ContentForm.FREE) {
            written = written.with("form", word(message.form()));
        }
        written = written.with(
                "content",
                new JsonArray(message.content().stream()
                        .map(part -> (JsonValue) part(part))
                        .toList()));
        return with(written, "extra", message.extra());
    }

    private static JsonObject part(Content part) {
        return switch (part) {
            case Content.Text(String text, Members extra) -> with(type("text", "text", text), "extra", extra);
            case Content.Reasoning(String text, String origin, String field, Members payload) ->
                with(with(with(type("reasoning", "text", text), "origin", origin), "field", field), "payload", payload);
            case Content.Media(Content.Media.Kind kind, String url, Members extra) ->
                with(type("media", "url", url).with("kind", word(kind)), "extra", extra);
            case Content.ToolCall(String id, String name, var arguments, Members extra) ->
                with(
                        type("tool-call", "id", id)
                                .with("name", JsonValue.of(name))
                                .with("arguments", JsonValue.of(arguments.text())),
                        "extra",
                        extra);
            case Content.Refusal(String text) -> type("refusal", "text", text);
            case Content.Opaque(String dialect, String place, var json) ->
                type("opaque", "dialect", dialect)
                        .with("place", JsonValue.of(place))
                        .with("json", JsonValue.of(json.text()));
        };
    }

    private static JsonObject role(String name) {
        return JsonValue.object("role", JsonValue.of(name));
    }

    private static JsonObject type(String name, String member, String text) {
        return JsonValue.object("type", JsonValue.of(name), member, JsonValue.of(text));
    }

    private static JsonString word(Enum<?> value) {
        return JsonValue.of(value.name().toLowerCase(Locale.ROOT));
    }

    private static JsonObject with(JsonObject object, String name, @Nullable String text) {
        return text == null ? object : object.with(name, JsonValue.of(text));
    }

    private static JsonObject with(JsonObject object, String name, Members members) {
        if (members.isEmpty()) {
            return object;
        }
        Map<String, JsonValue> texts = new LinkedHashMap<>();
        members.byName().forEach((member, json) -> texts.put(member, JsonValue.of(json.text())));
        return object.with(name, new JsonObject(texts));
    }
}
